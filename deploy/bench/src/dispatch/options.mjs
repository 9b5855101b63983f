// What the command line says.
import { parseArgs } from "node:util";

import { number } from "../options.mjs";

export const HELP = `Usage: deploy/bench/dispatch [options]

  --posts <n>          posts that become due at once (10000)
  --planned <n,n,...>  posts that are planned in all then, ascending (10000,1000000)
  --rounds <n>         turns of the dispatcher and of db-scheduler with each of these (3)
  --concurrency <n>    posts that are sent at the same time (128, as by default)
  --sizes <n,n,...>    posts of the workspace whose calendar is read, ascending (1000,100000,1000000)
  --queries <n>        measured calls of each kind at each size (300)
  --help               this text

NODE names the node that runs it; MAVEN_ARGS=--offline keeps Maven from the network.

Ends with 0 if every aim is met, with 1 if one is not, with 2 if it could not be measured.
`;

const MOST_POSTS = 10_000_000;
/** So many of a workspace's posts are always the same. */
const LEAST_SIZE = 1_000;

/** The options, checked; undefined where help was asked for. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      posts: { type: "string", default: "10000" },
      planned: { type: "string", default: "10000,1000000" },
      rounds: { type: "string", default: "3" },
      concurrency: { type: "string", default: "128" },
      sizes: { type: "string", default: "1000,100000,1000000" },
      queries: { type: "string", default: "300" },
      help: { type: "boolean", default: false },
    },
  });
  return values.help ? undefined : checked(values);
}

function checked(values) {
  const posts = number("posts", values.posts, 100, 100_000);
  return {
    posts,
    planned: ascending("planned", values.planned, posts),
    rounds: number("rounds", values.rounds, 1, 20),
    concurrency: number("concurrency", values.concurrency, 1, 200),
    sizes: ascending("sizes", values.sizes, LEAST_SIZE),
    queries: number("queries", values.queries, 20, 10_000),
  };
}

function ascending(name, text, least) {
  const values = text.split(",").map((value) => number(name, value, least, MOST_POSTS));
  if (values.some((value, i) => i > 0 && value <= values[i - 1])) {
    throw new Error(`--${name} must be ascending`);
  }
  return values;
}
