// What the soak's command line and the environment say.
import { parseArgs } from "node:util";

import { number } from "../options.mjs";

/** People may make 600 calls a minute through one client each; at a higher rate they would run into that. */
const MOST_RATE = 30;

export const HELP = `Usage: deploy/bench/soak [options]

  --minutes <n>  minutes of load, warm-up included (30)
  --rate <n>     calls a second (20)
  --help         this text

POSTLY_HOME names the data directory of the running set; without it, .postly beside ./postly.
NODE names the node that runs it; without it, the one on the PATH.

Ends with 0 if every aim is met, with 1 if one is not, with 2 if it could not be told.
`;

/** The options, checked; undefined where help was asked for. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: "string", default: "30" },
      rate: { type: "string", default: "20" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    return undefined;
  }
  return { minutes: number("minutes", values.minutes, 1, 600), rate: number("rate", values.rate, 1, MOST_RATE) };
}
