// What was measured of one target at one load, over all its slices.
import { createHistogram } from "node:perf_hooks";

const MOST_ERROR_KINDS = 20;
const MICROS = 1_000;

/** Counts and distributions, added up as answers come. */
export class Measurement {
  seconds = 0;
  /** Of the target's own process. */
  processorMicros = 0;
  #answers = 0;
  #calls = 0;
  #errors = new Map();
  #latency = createHistogram({ figures: 3 });
  #lateness = createHistogram({ figures: 3 });

  /** An answer, within the measured time or not, with what is wrong with it. */
  answered(problem) {
    this.#answers++;
    if (problem !== undefined) {
      const kind = this.#errors.has(problem) || this.#errors.size < MOST_ERROR_KINDS ? problem : "other";
      this.#errors.set(kind, (this.#errors.get(kind) ?? 0) + 1);
    }
  }

  /** A call that ended within the measured time. */
  measured(millis) {
    this.#calls++;
    this.#latency.record(micros(millis));
  }

  /** By how much the driver itself was late with a call. */
  releasedLate(millis) {
    this.#lateness.record(micros(millis));
  }

  get callsPerSecond() {
    return this.#calls / this.seconds;
  }

  /** In calls, seconds and milliseconds. */
  toJSON() {
    return {
      calls: this.#calls,
      seconds: this.seconds,
      callsPerSecond: this.callsPerSecond,
      p50: percentile(this.#latency, 50),
      p95: percentile(this.#latency, 95),
      p99: percentile(this.#latency, 99),
      driverLateP99: percentile(this.#lateness, 99),
      processorMillisPerCall: this.#answers === 0 ? 0 : this.processorMicros / this.#answers / MICROS,
      errorCount: [...this.#errors.values()].reduce((sum, count) => sum + count, 0),
      errors: Object.fromEntries(this.#errors),
    };
  }
}

function micros(millis) {
  return Math.max(1, Math.round(millis * MICROS));
}

function percentile(histogram, percent) {
  return histogram.count === 0 ? 0 : histogram.percentile(percent) / MICROS;
}
