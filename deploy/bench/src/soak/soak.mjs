// Works with a running set for half an hour, and judges what has become of it; README.md says what and how.
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

import { command, machine, progress, PROJECT, writeResults } from "../command.mjs";
import { MemorySamples } from "../resources.mjs";
import { APPLICATIONS, ENGINES, readRunningSet, SERVICES } from "../running-set.mjs";
import { UNFORGIVING } from "../traffic/caller.mjs";
import { connectChannels, gather } from "../traffic/cast.mjs";
import { readFound, rows } from "../traffic/found.mjs";
import { discrepancies, Ledger } from "../traffic/ledger.mjs";
import { Pace } from "../traffic/pace.mjs";
import { settle } from "../traffic/settling.mjs";
import { SignIns } from "../traffic/session.mjs";
import { Tally } from "../traffic/tally.mjs";
import { verifyAudit } from "../traffic/verify-audit.mjs";
import { WebhookReceiver } from "../traffic/webhook-receiver.mjs";
import { Workers } from "../traffic/workers.mjs";
import { deadLetterBytes, liveHeaps, logsSince, logSizes, partPids, Watch } from "../watch.mjs";
import { HeldSnapshots } from "./held-snapshots.mjs";
import { aims, latencyOf, tableFigures } from "./judges.mjs";
import { HELP, readOptions } from "./options.mjs";
import { table } from "./report.mjs";
import { boundOf, wholeOf } from "./tables.mjs";

const LEAD_MILLIS = 10_000;
const MOST_WARM_UP_SECONDS = 180;
/** Of the time after the warm-up, in which tables may not be cleared away. */
const HELD_SHARE = 0.8;
const PROGRESS_EVERY_MILLIS = 60_000;
/** Journeys wait for answers: as many are on their way as calls are made in a second, and at least so many. */
const LEAST_WORKERS = 4;
/** As long as tokens live: one is renewed with the first call in the second half of its life, and who rests makes none. */
const TOKEN_SECONDS = 300;

await command({ help: HELP, readOptions, run, told: (error) => error.stack });

async function run(options) {
  const set = readRunningSet(process.env.POSTLY_HOME ?? join(PROJECT, ".postly"));
  const receiver = await WebhookReceiver.start();
  try {
    const figures = await soaked(set, receiver, options);
    const judged = { ...figures, aims: aims(figures) };
    const file = writeResults("soak", { machine: machine(), ...judged });
    console.log(`${table(judged)}\n\n${file}`);
    return judged.aims.every(({ met }) => met) ? 0 : 1;
  } finally {
    receiver.stop();
  }
}

async function soaked(set, receiver, options) {
  const tally = new Tally();
  const ledger = new Ledger();
  const signIns = new SignIns(set);
  const watch = new Watch(set);
  const pids = partPids(set.home, [...APPLICATIONS, ...ENGINES]);
  const before = { rows: await countRows(set), logs: logSizes(set.home), deadLetterBytes: deadLetterBytes(set.home) };
  progress("people sign in");
  const pace = new Pace(options.rate);
  const casts = await gather(set, signIns, { pace, tally, patience: UNFORGIVING, leadMillis: LEAD_MILLIS });
  for (const cast of casts) {
    await connectChannels(cast, receiver);
  }

  await watch.start();
  const loaded = await load({ set, casts, ledger, tally, watch, pids, options });
  progress("the load has ended; what is planned goes out");
  await settle(set, ledger, watch, isCleared);
  const end = await watch.readMetrics();
  watch.tables.push(await watch.readTables());
  await watch.stop();

  const found = await readFound(set.databases, receiver.deliveries);
  return {
    options,
    ...loaded,
    tally,
    sessions: signIns.renewals(),
    tokenSeconds: TOKEN_SECONDS,
    tables: tableFigures({ start: before.rows, end: await countRows(set) }, watch.tables),
    watch: { metrics: watch.metrics, failures: watch.failures },
    samples: watch.tables.map(({ seconds, tables }) => ({ seconds, tables: working(tables) })),
    end,
    answered: ledger.size,
    discrepancies: discrepancies(ledger, found),
    wronglySigned: receiver.wronglySigned,
    deadLetterBytes: { start: before.deadLetterBytes, end: deadLetterBytes(set.home) },
    logs: logsSince(set.home, before.logs),
    audit: await verifyAudit(PROJECT, set.home),
  };
}

/** The whole time of load: warm-up, measured time with a snapshot held for the most of it, and what comes after. */
async function load({ set, casts, ledger, tally, watch, pids, options }) {
  const seconds = options.minutes * 60;
  const warmUp = Math.min(MOST_WARM_UP_SECONDS, seconds / 5);
  const memory = new MemorySamples(pids);
  const workers = new Workers(casts, ledger, tally);
  tally.calls = 0;
  const telling = setInterval(
    () => progress(`${tally.calls} calls, ${tally.errorCount} errors`),
    PROGRESS_EVERY_MILLIS,
  );
  const started = performance.now() / 1_000;
  workers.start(Math.max(LEAST_WORKERS, options.rate));
  const snapshots = await HeldSnapshots.open(set.databases);
  const heldFrom = performance.now() / 1_000;

  await until(started + warmUp);
  const measuredFrom = performance.now() / 1_000;
  memory.start();
  const heapsBefore = await liveHeaps(set, pids);
  await until(started + warmUp + HELD_SHARE * (seconds - warmUp));
  await snapshots.release();
  const held = { seconds: performance.now() / 1_000 - heldFrom, failures: snapshots.failures };
  await until(started + seconds);
  const ended = performance.now() / 1_000;
  const callsInTime = tally.calls;
  memory.stop();
  clearInterval(telling);
  await workers.stop();
  return {
    loadSeconds: ended - started,
    callsInTime,
    journeys: workers.completed,
    latency: latencyOf(tally.latencies, measuredFrom, ended),
    memory: memory.summaries(),
    liveHeaps: { start: heapsBefore, end: await liveHeaps(set, pids) },
    held,
  };
}

/** Autovacuum leaves a fifth of the rows and fifty. */
function isCleared({ tables }) {
  return Object.values(tables).every(({ dead, live }) => dead <= 100 + 0.25 * live);
}

/** Counted, not estimated. */
async function countRows(set) {
  const counts = {};
  for (const service of SERVICES) {
    const names = await rows(set.databases[service], "SELECT relname FROM pg_stat_user_tables");
    for (const name of new Set(names.map(({ relname }) => wholeOf(relname)))) {
      const [{ count }] = await rows(set.databases[service], `SELECT count(*)::integer AS count FROM ${name}`);
      counts[`${service}.${name}`] = count;
    }
  }
  return counts;
}

/** Only of tables that rows leave is it worth writing down how they went. */
function working(tables) {
  const isWorking = (name) => ["passing", "kept", undefined].includes(boundOf(...name.split("."))?.kind);
  return Object.fromEntries(Object.entries(tables).filter(([name]) => isWorking(name)));
}

function until(seconds) {
  return pause(Math.max(0, seconds * 1_000 - performance.now()));
}
