// Measures how parts start; README.md says what and how.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

import { command, machine, onSignal, progress, PROJECT, RESULTS, writeResults } from "../command.mjs";
import { number } from "../options.mjs";
import { Part, freePorts } from "../part.mjs";
import { processorMicros, residentBytes } from "../resources.mjs";
import { readRunningSet } from "../running-set.mjs";
import { SignIn } from "../sign-in.mjs";
import { builds } from "./builds.mjs";
import { PARTS, firstCall } from "./first-calls.mjs";
import { environmentOf } from "./running-part.mjs";

const WAYS = ["native", "jvm", "aot"];
const SCOPE = "workspace:read drafts:read approvals:read schedule:read analytics:read";
const MEBI = 1_048_576;
/** What a start leaves behind is let go of before memory is read. */
const SETTLING_MILLIS = 3_000;

const HELP = `Usage: deploy/bench/start [options]

  --rounds <n>       starts of each part in each way (5)
  --ways <names>     of native, jvm and aot, with commas (${WAYS.join(",")})
  --parts <names>    of ${PARTS.join(", ")}, with commas (all)
  --help             this text

POSTLY_HOME names the data directory of the running set; without it, .postly beside ./postly.
`;

onSignal((code) => process.exit(code));
await command({ help: HELP, readOptions, run, told: (error) => error.message });

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "5" },
      ways: { type: "string", default: WAYS.join(",") },
      parts: { type: "string", default: PARTS.join(",") },
      help: { type: "boolean", default: false },
    },
  });
  return values.help ? undefined : checked(values);
}

function checked({ rounds, ways, parts }) {
  return {
    rounds: number("rounds", rounds, 1, 50),
    ways: names("ways", ways, WAYS),
    parts: names("parts", parts, PARTS),
  };
}

function names(option, text, known) {
  const wanted = text.split(",");
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`--${option} knows ${known.join(", ")}, not ${unknown.join(", ")}`);
  }
  return wanted;
}

async function run(options) {
  const home = process.env.POSTLY_HOME ?? join(PROJECT, ".postly");
  const set = readRunningSet(home);
  const signIn = new SignIn(set.issuer, set.clientSecret, SCOPE);
  const work = join(RESULTS, "aot");
  const results = [];
  try {
    for (const part of options.parts) {
      const ways = builds(PROJECT, part, options.ways, work).map((build) => ({ ...build, starts: [] }));
      for (let round = 1; round <= options.rounds; round++) {
        for (const build of ways) {
          progress(`${part}, ${build.way}: start ${round} of ${options.rounds}`);
          build.starts.push(await start(part, build, home, signIn));
        }
      }
      results.push(...ways.map((build) => summary(part, build)));
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  print(results, writeResults("start", { machine: machine(), options, results }));
  return 0;
}

async function start(part, build, home, signIn) {
  const [port] = await freePorts(1);
  const tokens = await signIn.tokens();
  const began = performance.now();
  const process_ = new Part({
    name: part,
    command: build.command,
    environment: environmentOf(home, part, port),
    port,
    ready: "/q/health/ready",
    log: join(RESULTS, "logs", `start-${part}-${build.way}.log`),
  });
  const killed = () => process_.kill();
  process.once("exit", killed);
  try {
    await process_.awaitReady(5);
    const ready = performance.now();
    await firstCall(part, process_.address, tokens);
    const answered = performance.now();
    const processorMillis = processorMicros(process_.pid) / 1_000;
    await pause(SETTLING_MILLIS);
    return {
      readyMillis: ready - began,
      firstResponseMillis: answered - ready,
      processorMillis,
      residentBytes: residentBytes(process_.pid),
    };
  } finally {
    await process_.stop();
    process.removeListener("exit", killed);
  }
}

function summary(part, { way, bytes, starts }) {
  const medianOf = (figure) => starts.map((one) => one[figure]).toSorted((a, b) => a - b)[Math.floor(starts.length / 2)];
  return {
    part,
    way,
    readyMillis: medianOf("readyMillis"),
    firstResponseMillis: medianOf("firstResponseMillis"),
    processorMillis: medianOf("processorMillis"),
    residentBytes: medianOf("residentBytes"),
    bytes,
    starts,
  };
}

function print(results, file) {
  const lines = results.map(({ part, way, readyMillis, firstResponseMillis, processorMillis, residentBytes: resident, bytes }) =>
    row(`${part} ${way}`, [
      (readyMillis / 1_000).toFixed(2),
      firstResponseMillis.toFixed(0),
      (processorMillis / 1_000).toFixed(2),
      (resident / MEBI).toFixed(0),
      (bytes / MEBI).toFixed(0),
    ]),
  );
  console.log([row("", ["ready s", "first ms", "cpu s", "memory MiB", "size MiB"]), ...lines, "", file].join("\n"));
}

function row(name, cells) {
  return name.padEnd(26) + cells.map((cell) => cell.padStart(12)).join("");
}
