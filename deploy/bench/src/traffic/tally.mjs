// How calls were answered: as they should, as the script provoked, not yet, or wrongly.
import { performance } from "node:perf_hooks";

import { progress } from "../command.mjs";

const MOST_EXAMPLES = 20;

/** Counts, and what was wrong, of all calls of a run. */
export class Tally {
  calls = 0;
  succeeded = 0;
  /** Successes that a service gave a second time, to a key that it knew. */
  replayed = 0;
  /** Refusals that the script provokes and that came, by code. */
  provoked = {};
  /** Refusals that say "try again", by code, each followed by another attempt. */
  repeated = {};
  errorCount = 0;
  /** The first errors, as examples. */
  errors = [];
  byAction = {};
  /** Of each answered call: when it was answered, in seconds of the process's clock, and how many milliseconds it took. */
  latencies = [];

  answered(action, sent) {
    const now = performance.now();
    this.calls++;
    this.byAction[action] = (this.byAction[action] ?? 0) + 1;
    this.latencies.push({ seconds: now / 1_000, millis: now - sent });
  }

  provokedRefusal(code) {
    this.provoked[code] = (this.provoked[code] ?? 0) + 1;
  }

  again(code) {
    this.repeated[code] = (this.repeated[code] ?? 0) + 1;
  }

  error(text) {
    this.errorCount++;
    if (this.errors.length < MOST_EXAMPLES) {
      progress(text);
      this.errors.push(`${new Date().toISOString()} ${text}`);
    }
  }

  toJSON() {
    const { latencies, ...rest } = this;
    return rest;
  }
}
