// A soak's figures, to read.
import { aimLines } from "../aim-lines.mjs";
import { answerLines } from "../traffic/answer-lines.mjs";
import { boundOf } from "./tables.mjs";

const MEBI = 1_048_576;

/** The table of a run. */
export function table(run) {
  return [
    `${run.tally.calls} calls in ${(run.loadSeconds / 60).toFixed(1)} min, ${run.journeys} journeys to their end`,
    ...answerLines(run, "asked again, as the answer said"),
    ...Object.entries(run.logs).flatMap(([part, { examples }]) => examples.map((line) => `  LOG ${part}: ${line}`)),
    "",
    columns(["resident memory", "start MiB", "end MiB", "most MiB", "MiB/min"]),
    ...Object.entries(run.memory).map(memoryLine),
    "",
    columns(["table", "rows", "grown", "dead most", "dead end", "MiB most"], "bounded by"),
    ...run.tables.filter(({ grown, deadPeak }) => grown !== 0 || deadPeak > 0).map(tableLine),
    "",
    ...aimLines(run.aims),
  ].join("\n");
}

function memoryLine([part, { startBytes, endBytes, maximumBytes, secondHalfBytesPerMinute }]) {
  return columns([
    part,
    ...[startBytes, endBytes, maximumBytes].map((bytes) => mebi(bytes, 0)),
    mebi(secondHalfBytesPerMinute, 2),
  ]);
}

function tableLine({ service, table, rowsEnd, grown, deadPeak, deadEnd, bytesPeak }) {
  const bound = boundOf(service, table);
  return columns(
    [`${service}.${table}`, rowsEnd, grown, deadPeak, deadEnd, mebi(bytesPeak, 1)],
    bound === undefined ? "?" : `${bound.bound} (${bound.kind})`,
  );
}

function columns([first, ...rest], last = "") {
  return `  ${first.padEnd(34)}${rest.map((cell) => String(cell).padStart(10)).join("")}${last === "" ? "" : `  ${last}`}`;
}

function mebi(bytes, digits) {
  return (bytes / MEBI).toFixed(digits);
}
