// An upgrade's figures, to read.
import { aimLines } from "../aim-lines.mjs";
import { answerLines } from "../traffic/answer-lines.mjs";

/** The table of a run. */
export function table(run) {
  return [
    `from ${run.from}: ${run.tally.calls} calls, ${run.journeys} journeys to their end`,
    ...answerLines(run, "asked again"),
    "",
    columns(["replaced", "by", "away s", "repeated"]),
    ...run.steps.map(({ part, to, seconds, repeated }) => columns([part, to, seconds.toFixed(1), repeated])),
    "",
    ...aimLines(run.aims),
  ].join("\n");
}

function columns([part, version, ...rest]) {
  return `  ${part.padEnd(22)}${version.padEnd(14)}${rest.map((cell) => String(cell).padStart(10)).join("")}`;
}
