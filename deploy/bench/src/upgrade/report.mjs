// An upgrade's figures, to read.

/** The table of a run. */
export function table(run) {
  return [
    `from ${run.from}: ${run.tally.calls} calls, ${run.journeys} journeys to their end`,
    `  refused as the script provoked: ${counts(run.tally.provoked)}`,
    `  asked again: ${counts(run.tally.repeated)}`,
    ...run.tally.errors.map((error) => `  ERROR ${error}`),
    ...run.discrepancies.slice(0, 20).map((line) => `  NOT AS ANSWERED ${line}`),
    "",
    columns(["replaced", "by", "away s", "repeated"]),
    ...run.steps.map(({ part, to, seconds, repeated }) => columns([part, to, seconds.toFixed(1), repeated])),
    "",
    ...run.aims.map(({ aim, measured, met }) => `  ${met ? "met    " : "NOT MET"}  ${aim}: ${measured}`),
  ].join("\n");
}

function columns([part, version, ...rest]) {
  return `  ${part.padEnd(22)}${version.padEnd(14)}${rest.map((cell) => String(cell).padStart(10)).join("")}`;
}

function counts(byCode) {
  return (
    Object.entries(byCode)
      .map(([code, count]) => `${code} ${count}`)
      .join(", ") || "none"
  );
}
