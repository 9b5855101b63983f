// What the upgrade's command line and the environment say.
import { parseArgs } from "node:util";

import { number } from "../options.mjs";
import { APPLICATIONS } from "../running-set.mjs";

export const HELP = `Usage: deploy/bench/upgrade --from <git revision> [options]

  --from <revision>    the version that runs first, and that single parts go back to
  --rate <n>           calls a second (10)
  --between <n>        seconds of traffic between one part's replacement and the next one's (15)
  --rollback <parts>   parts that go back to the old version and forward again, one after the other (all); none for none
  --work <directory>   where both sets' data and the old version's source tree are (a new one, removed in the end)
  --help               this text

A directory that is named with --work is kept, and what was built there is used again. The build needs what ./postly build
needs; MAVEN_ARGS=--offline keeps Maven from the network. NODE names the node that runs it.

Ends with 0 if every aim is met, with 1 if one is not, with 2 if it could not be told.
`;

/** The options, checked; undefined where help was asked for. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: "string" },
      rate: { type: "string", default: "10" },
      between: { type: "string", default: "15" },
      rollback: { type: "string", default: APPLICATIONS.join(",") },
      work: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  return values.help ? undefined : checked(values);
}

function checked(values) {
  if (values.from === undefined) {
    throw new Error("--from must name a revision, such as main~30");
  }
  return {
    from: values.from,
    rate: number("rate", values.rate, 1, 30),
    between: number("between", values.between, 1, 600),
    rollback: parts(values.rollback),
    work: values.work,
  };
}

function parts(text) {
  const named = text === "none" ? [] : text.split(",");
  const unknown = named.filter((part) => !APPLICATIONS.includes(part));
  if (unknown.length > 0) {
    throw new Error(`--rollback must name some of ${APPLICATIONS.join(", ")}, or none`);
  }
  return named;
}
