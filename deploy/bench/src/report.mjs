// What the figures come to: the aims, met or not, and a table to read.
import { aimLines } from "./aim-lines.mjs";
import { DIRECT, DOCUMENTED, LEGACY, LOW_LEVEL, MODERN } from "./comparison.mjs";

const LEAST_RATIO = 8;
const MOST_ADDED_P95_MILLIS = 3;
const MOST_GROWTH = 1.1;
const GATEWAY = "mcp-gateway";
const MEBI = 1_048_576;

/** The figures as they are written down, with all that is computed from them. */
export function evaluated(measured) {
  const plain = JSON.parse(JSON.stringify(measured));
  const derived = {
    throughputRatio: { [LOW_LEVEL]: ratio(plain, LOW_LEVEL), [DOCUMENTED]: ratio(plain, DOCUMENTED) },
    added: { [LEGACY]: added(plain, LEGACY), [MODERN]: added(plain, MODERN) },
    errorCount: errorCount(plain),
    memoryGrowth: plain.memory[GATEWAY].endBytes / plain.memory[GATEWAY].startBytes,
  };
  return { ...plain, ...derived, aims: aims(derived) };
}

/** The table of one service. */
export function table(result) {
  return [
    title(result),
    ...section("full load", result.full),
    ...section("half load", result.half),
    ...addedLines(result),
    row("resident memory", ["start MiB", "end MiB", "most MiB", "MiB/min"]),
    ...Object.entries(result.memory).map(memoryLine),
    ...aimLines(result.aims),
  ].join("\n");
}

/** Of the gateway's slower era. */
function ratio({ full }, opponent) {
  return Math.min(full[LEGACY].callsPerSecond, full[MODERN].callsPerSecond) / full[opponent].callsPerSecond;
}

function added({ half }, era) {
  const difference = (percentile) => half[era][percentile] - half[DIRECT][percentile];
  return { p50: difference("p50"), p95: difference("p95"), p99: difference("p99") };
}

function errorCount({ full, half }) {
  return [...Object.values(full), ...Object.values(half)].reduce((sum, { errorCount: count }) => sum + count, 0);
}

/** Where eras differ, the worse one counts. */
function aims({ throughputRatio, added: millis, errorCount: errors, memoryGrowth }) {
  const most = Math.max(...Object.values(millis).map(({ p95 }) => p95));
  return [
    ...Object.entries(throughputRatio).map(([opponent, times]) =>
      aim(`at least ${LEAST_RATIO} times the throughput of ${opponent}`, times >= LEAST_RATIO, times.toFixed(2)),
    ),
    aim(`p95 added at most ${MOST_ADDED_P95_MILLIS} ms`, most <= MOST_ADDED_P95_MILLIS, `${most.toFixed(2)} ms`),
    aim("no errors", errors === 0, String(errors)),
    aim(`memory at the end at most ${MOST_GROWTH} of the start`, memoryGrowth <= MOST_GROWTH, memoryGrowth.toFixed(3)),
  ];
}

function aim(text, met, measured) {
  return { aim: text, met, measured };
}

function title({ service }) {
  return service === "drafts" ? "Before the drafts service" : "Before a service that answers at once";
}

function section(name, measurements) {
  const heading = row(name, ["calls/s", "p50 ms", "p95 ms", "p99 ms", "cpu ms/call", "late p99", "errors"]);
  return [heading, ...Object.entries(measurements).map(measurementLine)];
}

function measurementLine([target, figures]) {
  const { callsPerSecond, p50, p95, p99, processorMillisPerCall, driverLateP99, errorCount: errors } = figures;
  const decimals = [p50, p95, p99, processorMillisPerCall, driverLateP99].map((figure) => figure.toFixed(2));
  return row(`  ${target}`, [callsPerSecond.toFixed(0), ...decimals, errors]) + kinds(figures.errors);
}

function kinds(errors) {
  const listed = Object.entries(errors).map(([kind, count]) => `${kind} × ${count}`);
  return listed.length === 0 ? "" : `   (${listed.join(", ")})`;
}

function addedLines({ added: eras }) {
  return [
    row("added at half load", ["", "p50 ms", "p95 ms", "p99 ms"]),
    ...Object.entries(eras).map(([era, { p50, p95, p99 }]) =>
      row(`  ${era}`, ["", ...[p50, p95, p99].map((figure) => figure.toFixed(2))]),
    ),
  ];
}

function memoryLine([part, { startBytes, endBytes, maximumBytes, secondHalfBytesPerMinute }]) {
  const figures = [startBytes, endBytes, maximumBytes, secondHalfBytesPerMinute];
  return row(`  ${part}`, figures.map((bytes) => (bytes / MEBI).toFixed(1)));
}

function row(name, cells) {
  return name.padEnd(28) + cells.map((cell) => String(cell).padStart(12)).join("");
}
