// What a soak's figures come to: aims, each met or not. Pure, so that it can be tested.
import { APPLICATIONS } from "../running-set.mjs";
import { boundOf } from "./tables.mjs";

const MOST_MEMORY_GROWTH = 1.1;
/** Of a live heap: what caches may take that were empty after the warm-up. */
const MOST_HEAP_GROWTH = 1.25;
const LEAST_SHARE_OF_RATE = 0.9;
const MOST_SLOWER = 2;
/** Below that many milliseconds a percentile may double and nobody would see it. */
const UNNOTICED_MILLIS = 200;
const MOST_PASSING_ROWS = 20;
/** A call changes one table by so many rows at most: its event is read by three services, its draft may have several. */
const MOST_ROWS_PER_CALL = 4;
const MOST_FIXED_ROWS = 2_000;
/** What autovacuum leaves by its defaults is 50 and a fifth; somewhat more came since it last looked. */
const LEFT_BY_VACUUM = { rows: 200, share: 0.25 };
const MOST_LOG_BYTES_PER_CALL = 200;
const MOST_LAG = 10;
const MOST_OUTBOX_AGE_SECONDS = 5;
const MEBI = 1_048_576;

/** All aims of a soak, as `{ aim, measured, met }`. */
export function aims(run) {
  return [
    errors(run),
    rate(run),
    speed(run),
    renewals(run),
    ...APPLICATIONS.map((part) => memory(part, run.memory[part], run.liveHeaps)),
    ...tables(run),
    deadRows(run),
    behind(run),
    posts(run),
    state(run),
    deadLetters(run),
    audit(run),
    logs(run),
    held(run),
  ];
}

function errors({ tally, watch }) {
  const measured = `${tally.errorCount} in ${tally.calls} calls${watch.failures.length === 0 ? "" : `, and ${watch.failures.length} looks failed`}`;
  return { aim: "no errors", measured, met: tally.errorCount === 0 && watch.failures.length === 0 && tally.calls > 0 };
}

function rate({ options, callsInTime, loadSeconds }) {
  const rate = callsInTime / loadSeconds;
  const met = rate >= LEAST_SHARE_OF_RATE * options.rate;
  return { aim: `the rate of ${options.rate} calls/s is held`, measured: `${rate.toFixed(1)} calls/s`, met };
}

/** While a snapshot is held, what was deleted stays in the way of those who look for what is there. */
function speed({ latency }) {
  const { first, last } = latency;
  const met = last.p95 <= Math.max(UNNOTICED_MILLIS, MOST_SLOWER * first.p95);
  return {
    aim: "calls stay as fast",
    measured: `p95 ${first.p95.toFixed(0)} ms after the warm-up, ${last.p95.toFixed(0)} ms in the end`,
    met,
  };
}

function renewals({ sessions, loadSeconds, tokenSeconds }) {
  const due = sessions.sessions * Math.max(0, Math.floor(loadSeconds / tokenSeconds) - 1);
  const measured = `${sessions.renewed} renewals of ${sessions.sessions} sign-ins, ${sessions.failed} failed`;
  return { aim: "tokens are renewed", measured, met: sessions.failed === 0 && sessions.renewed >= due };
}

/** A JVM's resident set is what its heap has been once; there, what is alive after a collection counts. */
function memory(part, summary, liveHeaps) {
  const resident = `${mebi(summary.startBytes)} → ${mebi(summary.endBytes)} MiB resident, ${mebi(summary.secondHalfBytesPerMinute, 2)} MiB/min`;
  const [start, end] = [liveHeaps.start[part], liveHeaps.end[part]];
  if (start === undefined) {
    const met = summary.endBytes > 0 && summary.endBytes <= MOST_MEMORY_GROWTH * summary.startBytes;
    return { aim: `${part}: memory is flat`, measured: resident, met };
  }
  const met = end <= MOST_HEAP_GROWTH * start;
  return { aim: `${part}: live heap is flat`, measured: `${mebi(start)} → ${mebi(end)} MiB alive; ${resident}`, met };
}

/** One aim for each kind of bound, and one for tables of which nobody has said what bounds them. */
function tables({ tables, tally }) {
  const judged = tables.map((table) => ({ ...table, ...(boundOf(table.service, table.table) ?? { kind: "unknown" }) }));
  const most = MOST_ROWS_PER_CALL * tally.calls;
  return [
    tableAim("what is passed on leaves its table", judged, "passing", ({ rowsEnd }) => rowsEnd <= MOST_PASSING_ROWS),
    tableAim("what is kept for a time grows by what is done", judged, "kept", ({ grown }) => grown <= most),
    tableAim("the product's records grow by what is done", judged, "record", ({ grown }) => grown <= most),
    tableAim("all other tables keep their size", judged, "fixed", ({ grown }) => grown <= MOST_FIXED_ROWS),
    tableAim("it is said of every table what bounds it", judged, "unknown", () => false),
  ];
}

function tableAim(aim, judged, kind, isBounded) {
  const ofKind = judged.filter((table) => table.kind === kind);
  const beyond = ofKind
    .filter((table) => !isBounded(table))
    .map(
      ({ service, table, grown, rowsEnd }) => `${service}.${table} (${grown > 0 ? "+" : ""}${grown}, now ${rowsEnd})`,
    );
  return {
    aim,
    measured: beyond.length === 0 ? `${ofKind.length} tables` : beyond.join(", "),
    met: beyond.length === 0,
  };
}

function deadRows({ tables }) {
  const most = tables.reduce((peak, { deadPeak }) => Math.max(peak, deadPeak), 0);
  const left = tables.filter(({ deadEnd, live }) => deadEnd > LEFT_BY_VACUUM.rows + LEFT_BY_VACUUM.share * live);
  const measured =
    left.length === 0
      ? `up to ${most} in a table`
      : left.map(({ service, table, deadEnd, deadPeak }) => `${service}.${table} ${deadEnd} of ${deadPeak}`).join(", ");
  return { aim: "dead rows go once nobody looks at them", measured, met: left.length === 0 };
}

function behind({ watch, end }) {
  const peaks = (field) =>
    Math.max(0, ...watch.metrics.flatMap(({ parts }) => Object.values(parts).map((part) => part[field])));
  const now = (field) => Math.max(0, ...Object.values(end.parts).map((part) => part[field]));
  const measured = `lag ${now("lag")} (up to ${peaks("lag")}), outbox ${now("outboxAgeSeconds").toFixed(1)} s (up to ${peaks("outboxAgeSeconds").toFixed(1)} s)`;
  return {
    aim: "events are read and sent in the end",
    measured,
    met: now("lag") <= MOST_LAG && now("outboxAgeSeconds") <= MOST_OUTBOX_AGE_SECONDS,
  };
}

function posts({ end }) {
  const parts = Object.values(end.parts);
  const unconfirmed = Math.max(...parts.map((part) => part.unconfirmed));
  const stuck = Math.max(...parts.map((part) => part.stuck));
  return {
    aim: "no post is stuck or unconfirmed",
    measured: `${stuck} stuck, ${unconfirmed} unconfirmed`,
    met: stuck === 0 && unconfirmed === 0,
  };
}

function state({ discrepancies, answered, wronglySigned }) {
  const measured = `${answered} drafts, reviews and posts, ${discrepancies.length} are not as answered${wronglySigned === 0 ? "" : `, ${wronglySigned} wrongly signed`}`;
  return {
    aim: "what was answered is so, posts went out once and not early",
    measured,
    met: answered > 0 && discrepancies.length === 0 && wronglySigned === 0,
  };
}

function deadLetters({ deadLetterBytes }) {
  const grown = deadLetterBytes.end - deadLetterBytes.start;
  return { aim: "no dead letters", measured: `${grown} bytes`, met: grown === 0 };
}

function audit({ audit }) {
  return { aim: "audit trails verify", measured: audit.said, met: audit.verified };
}

function logs({ logs, tally }) {
  const all = Object.values(logs);
  const sum = (field) => all.reduce((total, log) => total + log[field], 0);
  const perCall = sum("bytes") / Math.max(1, tally.calls);
  const measured = `${perCall.toFixed(0)} bytes a call, ${sum("warnings")} warnings, ${sum("errors")} errors`;
  return {
    aim: "logs stay small and without errors",
    measured,
    met: perCall <= MOST_LOG_BYTES_PER_CALL && sum("errors") === 0,
  };
}

function held({ held }) {
  const measured = held.failures.length === 0 ? `${(held.seconds / 60).toFixed(1)} min` : held.failures.join(", ");
  return {
    aim: "a transaction was open in each database",
    measured,
    met: held.failures.length === 0 && held.seconds > 0,
  };
}

/** Percentiles of the first and the last tenth of the measured time. */
export function latencyOf(latencies, from, to) {
  const tenth = (to - from) / 10;
  const within = (start, end) =>
    latencies.filter(({ seconds }) => seconds >= start && seconds < end).map(({ millis }) => millis);
  return { first: percentiles(within(from, from + tenth)), last: percentiles(within(to - tenth, to)) };
}

function percentiles(millis) {
  const sorted = millis.toSorted((a, b) => a - b);
  const at = (percent) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
  return { calls: sorted.length, p50: at(50), p95: at(95), p99: at(99) };
}

/**
 * Each table over the run: how many rows it has grown by, has now, and how many of them were dead.
 *
 * @param rows `{ start, end }`, counted rows by name
 * @param samples what statistics said meanwhile
 */
export function tableFigures(rows, samples) {
  return Object.keys(rows.end).map((name) => {
    const [service, table] = name.split(".");
    const seen = samples.map(({ tables }) => tables[name]).filter((sample) => sample !== undefined);
    const last = seen.at(-1) ?? { dead: 0, live: 0, bytes: 0 };
    return {
      service,
      table,
      rowsStart: rows.start[name] ?? 0,
      rowsEnd: rows.end[name],
      grown: rows.end[name] - (rows.start[name] ?? 0),
      deadPeak: Math.max(0, ...seen.map(({ dead }) => dead)),
      deadEnd: last.dead,
      live: last.live,
      bytesStart: seen[0]?.bytes ?? 0,
      bytesPeak: Math.max(0, ...seen.map(({ bytes }) => bytes)),
      bytesEnd: last.bytes,
    };
  });
}

function mebi(bytes, digits = 0) {
  return (bytes / MEBI).toFixed(digits);
}
