// Memory and processor time of processes, as Linux tells them.
import { existsSync, readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

const SAMPLE_EVERY_MILLIS = 1_000;
/** The unit in which the kernel tells programs of processor time, on every architecture. */
const MICROS_PER_TICK = 10_000;
// In /proc/<pid>/stat, counted from the field behind the name in parentheses.
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;
const KILO = 1_024;

/** Samples the resident memory of processes. */
export class MemorySamples {
  #pids;
  #samples = new Map();
  #timer;

  constructor(pids) {
    this.#pids = pids;
    Object.keys(pids).forEach((name) => this.#samples.set(name, []));
  }

  start() {
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), SAMPLE_EVERY_MILLIS);
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Start and end are medians of a tenth of the time each: one collection of garbage is no trend. */
  summaries() {
    return Object.fromEntries([...this.#samples].map(([name, samples]) => [name, summary(samples)]));
  }

  #sample() {
    const seconds = performance.now() / 1_000;
    for (const [name, pid] of Object.entries(this.#pids)) {
      this.#samples.get(name).push({ seconds, bytes: residentBytes(pid) });
    }
  }
}

/** Processor time that a process has taken so far. */
export function processorMicros(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) * MICROS_PER_TICK;
}

/** Memory of a process that is not swapped out; of one that has ended, none. */
export function residentBytes(pid) {
  const path = `/proc/${pid}/status`;
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(existsSync(path) ? readFileSync(path, "utf8") : "") ?? [undefined, 0];
  return Number(kilobytes) * KILO;
}

function summary(samples) {
  const bytes = samples.map((sample) => sample.bytes);
  const tenth = Math.max(1, Math.floor(bytes.length / 10));
  return {
    startBytes: median(bytes.slice(0, tenth)),
    endBytes: median(bytes.slice(-tenth)),
    maximumBytes: Math.max(...bytes),
    secondHalfBytesPerMinute: Math.round(60 * slope(samples.slice(Math.floor(samples.length / 2)))),
  };
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** By least squares, in bytes per second. */
function slope(samples) {
  const seconds = mean(samples.map((sample) => sample.seconds));
  const bytes = mean(samples.map((sample) => sample.bytes));
  const covariance = sum(samples.map((sample) => (sample.seconds - seconds) * (sample.bytes - bytes)));
  const variance = sum(samples.map((sample) => (sample.seconds - seconds) ** 2));
  return variance === 0 ? 0 : covariance / variance;
}

function mean(values) {
  return sum(values) / values.length;
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
