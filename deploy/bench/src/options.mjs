// What the command line and the environment say.
import { parseArgs } from "node:util";

export const HELP = `Usage: deploy/bench/gateway [options]

  --seconds <n>      measured seconds of each target at each load (300)
  --slice <n>        seconds for which a target is measured before it is the next one's turn (10)
  --warm-up <n>      seconds of full load on each target before anything is measured (30)
  --connections <n>  connections at full load (32)
  --service <name>   instant, drafts, or both one after the other (both)
  --help             this text

POSTLY_HOME names the data directory of the running set; without it, .postly beside ./postly.
POSTLY_NATIVE=all, or names of parts (mcp-gateway,drafts-service), measures native executables.
NODE names the node that runs driver and TypeScript server; without it, the one on the PATH.
`;

const SERVICES = { instant: ["instant"], drafts: ["drafts"], both: ["instant", "drafts"] };

/** The options, checked; undefined where help was asked for. */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string", default: "300" },
      slice: { type: "string", default: "10" },
      "warm-up": { type: "string", default: "30" },
      connections: { type: "string", default: "32" },
      service: { type: "string", default: "both" },
      help: { type: "boolean", default: false },
    },
  });
  return values.help ? undefined : checked(values);
}

function checked(values) {
  const seconds = number("seconds", values.seconds, 1, 3_600);
  return {
    seconds,
    slice: Math.min(seconds, number("slice", values.slice, 1, 60)),
    warmUp: number("warm-up", values["warm-up"], 1, 600),
    connections: number("connections", values.connections, 1, 256),
    services: SERVICES[values.service] ?? fail(`--service must be ${Object.keys(SERVICES).join(", ")}`),
  };
}

/** A whole number within its bounds. */
export function number(name, text, least, most) {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most
    ? value
    : fail(`--${name} must be a whole number from ${least} to ${most}`);
}

function fail(message) {
  throw new Error(message);
}
