// The figures of the dispatcher and of the calendar, to read.
import { aimLines } from "../aim-lines.mjs";
import { medians } from "./judges.mjs";

/** The table of a run. */
export function table({ loads, pages, aims }) {
  return [
    columns(["medians", "claims/s", "sent/s", "recorded/s", "lag p50 ms", "lag p99 ms", "most ms"]),
    ...loads.flatMap(loadLines),
    "",
    columns(["calls", "posts shown", "p50 ms", "p95 ms", "p99 ms", "most ms"]),
    ...pages.flatMap(pageLines),
    "",
    ...aimLines(aims),
  ].join("\n");
}

function loadLines(load) {
  return Object.entries(medians(load)).map(([contender, figures]) => {
    const { claimsPerSecond, dispatchesPerSecond, recordedPerSecond, lag } = figures;
    const cells = [claimsPerSecond, dispatchesPerSecond, recordedPerSecond, lag.p50, lag.p99, lag.most];
    return columns([`${contender}, ${load.planned} planned`, ...cells.map((cell) => cell.toFixed(0))]);
  });
}

function pageLines({ page, posts, latencies }) {
  return Object.entries(latencies).map(([size, { p50, p95, p99, most }]) =>
    columns([`${page}, of ${size}`, posts, ...[p50, p95, p99, most].map((cell) => cell.toFixed(1))]),
  );
}

function columns([first, ...rest]) {
  return `  ${first.padEnd(60)}${rest.map((cell) => String(cell).padStart(12)).join("")}`;
}
