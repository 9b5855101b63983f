// What an upgrade's figures come to: aims, each met or not. Pure, so that it can be tested.

/** All aims of an upgrade, as `{ aim, measured, met }`. */
export function aims(run) {
  return [answers(run), unfinished(run), state(run), analytics(run), deadLetters(run), posts(run), audit(run)];
}

function answers({ tally }) {
  const measured = `${tally.succeeded} successes in ${tally.calls} calls, ${tally.replayed} of them a second time, ${tally.errorCount} errors`;
  return { aim: "every call is answered in the end", measured, met: tally.errorCount === 0 && tally.succeeded > 0 };
}

function unfinished({ unfinished }) {
  const measured = `${unfinished.ended} of ${unfinished.begun}${unfinished.failures.length === 0 ? "" : `: ${unfinished.failures.join("; ")}`}`;
  return {
    aim: "what one version began, the other ends",
    measured,
    met: unfinished.begun > 0 && unfinished.ended === unfinished.begun,
  };
}

function state({ answered, discrepancies, wronglySigned }) {
  const measured = `${answered} drafts, reviews and posts, ${discrepancies.length} not as answered, ${wronglySigned} wrongly signed`;
  const met = answered > 0 && discrepancies.length === 0 && wronglySigned === 0;
  return { aim: "what was answered is so, posts went out once and not early", measured, met };
}

function analytics({ activity }) {
  const agrees = ({ audited, active, reported, onlyAudited, onlyActive }) =>
    audited > 0 && onlyAudited === 0 && onlyActive === 0 && reported === active;
  const measured = activity
    .map(
      ({ workspace, audited, active, reported }) =>
        `${workspace} ${audited} audited, ${active} in the log, ${reported} reported`,
    )
    .join("; ");
  return {
    aim: "analytics agrees with the audit trails",
    measured,
    met: activity.length > 0 && activity.every(agrees),
  };
}

function deadLetters({ deadLetterBytes }) {
  return { aim: "no dead letters", measured: `${deadLetterBytes} bytes`, met: deadLetterBytes === 0 };
}

function posts({ end }) {
  const parts = Object.values(end.parts);
  const most = (field) => Math.max(...parts.map((part) => part[field]));
  const measured = `${most("stuck")} stuck, ${most("unconfirmed")} unconfirmed, lag ${most("lag")}, outbox ${most("outboxAgeSeconds")} s`;
  const met = ["stuck", "unconfirmed", "lag", "outboxAgeSeconds"].every((field) => most(field) === 0);
  return { aim: "nothing is stuck, unconfirmed, unread or unsent", measured, met };
}

function audit({ audit }) {
  return { aim: "audit trails verify", measured: audit.said, met: audit.verified };
}
