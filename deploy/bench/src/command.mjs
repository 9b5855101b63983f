// What the commands of this folder have in common: how they begin and end, what they say, where their figures go.
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join, resolve } from "node:path";

const BENCH = resolve(import.meta.dirname, "..");

export const PROJECT = resolve(BENCH, "../..");
export const RESULTS = join(BENCH, "results");
/** Ended by a signal, as shells count it. */
const INTERRUPTED = 130;

/**
 * Runs a command to its exit code: the one that `run` answers, or 2 if it could not be run. `told` is what is said of the
 * error then.
 */
export async function command({ help, readOptions, run, told }) {
  try {
    const options = readOptions(process.argv.slice(2));
    process.exitCode = options === undefined ? show(help) : await run(options);
  } catch (error) {
    console.error(told(error));
    process.exitCode = 2;
  }
}

function show(help) {
  console.log(help);
  return 0;
}

/** Calls `stop` with the exit code to end with when a signal ends the command. */
export function onSignal(stop) {
  ["SIGINT", "SIGTERM", "SIGHUP"].forEach((signal) => process.once(signal, () => stop(INTERRUPTED)));
}

/** What the figures were measured on. */
export function machine() {
  return { processors: availableParallelism(), model: cpus()[0]?.model, node: process.version };
}

/** Writes figures down, with the time, and answers the file. */
export function writeResults(name, figures) {
  const at = new Date().toISOString();
  const file = join(RESULTS, `${name}-${at.replace(/[:.]/g, "-")}.json`);
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ at, ...figures }, null, 2)}\n`);
  return file;
}

export function progress(text) {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
}
