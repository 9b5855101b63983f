// Measures the gateway; README.md says what and how.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join, resolve } from "node:path";

import { compare } from "./comparison.mjs";
import { HELP, readOptions } from "./options.mjs";
import { Parts } from "./parts.mjs";
import { evaluated, table } from "./report.mjs";
import { readRunningSet } from "./running-set.mjs";
import { SignIn } from "./sign-in.mjs";

const BENCH = resolve(import.meta.dirname, "..");
const PROJECT = resolve(BENCH, "../..");
const RESULTS = join(BENCH, "results");
/** Ended by a signal, as shells count it. */
const INTERRUPTED = 130;

try {
  const options = readOptions(process.argv.slice(2));
  process.exitCode = options === undefined ? help() : await run(options);
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}

function help() {
  console.log(HELP);
  return 0;
}

/** Answers 1 where a call went wrong: figures that errors are among say little. */
async function run(options) {
  const set = readRunningSet(process.env.POSTLY_HOME ?? join(PROJECT, ".postly"));
  const parts = new Parts(PROJECT, set, join(RESULTS, "logs"));
  stopWithThis(parts);
  try {
    const results = [];
    for (const service of options.services) {
      results.push(evaluated(await compare(service, parts, new SignIn(set.issuer, set.clientSecret), options, progress)));
    }
    print(results, write(options, results));
    return results.some(({ errorCount }) => errorCount > 0) ? 1 : 0;
  } finally {
    await parts.stopAll();
  }
}

function stopWithThis(parts) {
  process.once("exit", () => parts.killAll());
  ["SIGINT", "SIGTERM", "SIGHUP"].forEach((signal) => process.once(signal, () => process.exit(INTERRUPTED)));
}

function write(options, results) {
  const at = new Date().toISOString();
  const machine = { processors: availableParallelism(), model: cpus()[0]?.model, node: process.version };
  const file = join(RESULTS, `gateway-${at.replace(/[:.]/g, "-")}.json`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at, machine, native: process.env.POSTLY_NATIVE ?? "", options, results }, null, 2)}\n`);
  return file;
}

function print(results, file) {
  console.log(`${results.map((result) => `\n${table(result)}`).join("\n")}\n\n${file}`);
}

function progress(text) {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}
