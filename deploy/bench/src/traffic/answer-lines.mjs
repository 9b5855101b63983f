// What the reports of a soak and of an upgrade say alike.

/** How calls were answered, and what was not as it had been answered. */
export function answerLines({ tally, discrepancies }, repeated) {
  return [
    `  refused as the script provoked: ${counts(tally.provoked)}`,
    `  ${repeated}: ${counts(tally.repeated)}`,
    ...tally.errors.map((error) => `  ERROR ${error}`),
    ...discrepancies.slice(0, 20).map((line) => `  NOT AS ANSWERED ${line}`),
  ];
}

function counts(byCode) {
  return (
    Object.entries(byCode)
      .map(([code, count]) => `${code} ${count}`)
      .join(", ") || "none"
  );
}
