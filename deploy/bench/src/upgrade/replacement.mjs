// Takes the place of a running part with the same part of another version.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

import { recordedPid } from "../running-set.mjs";

const LONGEST_END_MILLIS = 30_000;
const POLL_MILLIS = 100;

/** Ends the part in good order and starts it from that tree; answers for how many seconds it was not there. */
export async function replace(home, part, tree) {
  const began = performance.now();
  await end(recordedPid(home, part), part);
  await tree.up();
  return (performance.now() - began) / 1_000;
}

async function end(pid, part) {
  if (!commandLine(pid).includes(part)) {
    throw new Error(`${part} does not run`);
  }
  process.kill(pid, "SIGTERM");
  const deadline = Date.now() + LONGEST_END_MILLIS;
  while (commandLine(pid) !== "") {
    if (Date.now() > deadline) {
      throw new Error(`${part} does not end`);
    }
    await pause(POLL_MILLIS);
  }
}

/** Empty if the process has ended. */
function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
