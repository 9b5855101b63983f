import assert from "node:assert/strict";
import { test } from "node:test";

import { APPLICATIONS } from "../src/running-set.mjs";
import { aims, latencyOf, tableFigures } from "../src/soak/judges.mjs";
import { unmetBy } from "../test-fixture/unmet.mjs";

const MEBI = 1_048_576;

/** The figures of a run in which all is well. */
function run() {
  const part = () => ({ lag: 0, outboxAgeSeconds: 0, unconfirmed: 0, stuck: 0, deadLetters: 0 });
  const parts = () => Object.fromEntries(APPLICATIONS.map((name) => [name, part()]));
  const table = (service, name, figures) => ({
    ...{ service, table: name, rowsEnd: 100, grown: 100, deadPeak: 0, deadEnd: 0, live: 100 },
    ...figures,
  });
  return {
    options: { rate: 20 },
    tally: { calls: 1_000, errorCount: 0 },
    callsInTime: 1_000,
    loadSeconds: 50,
    tokenSeconds: 300,
    sessions: { sessions: 18, renewed: 0, failed: 0 },
    latency: { first: { p95: 80 }, last: { p95: 90 } },
    memory: Object.fromEntries(
      APPLICATIONS.map((name) => [
        name,
        { startBytes: 100 * MEBI, endBytes: 105 * MEBI, maximumBytes: 110 * MEBI, secondHalfBytesPerMinute: 0 },
      ]),
    ),
    liveHeaps: { start: {}, end: {} },
    tables: [
      table("drafts", "outbox", { rowsEnd: 0, grown: 0, deadPeak: 5_000 }),
      table("drafts", "audit_entry", { grown: 900 }),
      table("drafts", "inbox", { grown: 900 }),
      table("scheduling", "workspace", { grown: 0 }),
    ],
    watch: { metrics: [{ seconds: 1, parts: parts() }], failures: [] },
    end: { parts: parts() },
    answered: 10,
    discrepancies: [],
    wronglySigned: 0,
    deadLetterBytes: { start: 0, end: 0 },
    audit: { verified: true, said: "12 trails intact" },
    logs: { "drafts-service": { bytes: 100, warnings: 0, errors: 0 } },
    held: { seconds: 40, failures: [] },
  };
}

const unmet = unmetBy(aims, run);

test("a run in which all is well meets every aim", () => {
  assert.deepEqual(
    unmet(() => {}),
    [],
  );
});

const FAULTS = [
  ["no errors", (figures) => (figures.tally.errorCount = 1)],
  ["no errors", (figures) => figures.watch.failures.push("the metrics did not answer")],
  ["the rate of 20 calls/s is held", (figures) => (figures.callsInTime = 800)],
  ["calls stay as fast", (figures) => (figures.latency.last.p95 = 300)],
  ["tokens are renewed", (figures) => (figures.sessions.failed = 1)],
  ["tokens are renewed", (figures) => Object.assign(figures, { loadSeconds: 700, callsInTime: 14_000 })],
  ["mcp-gateway: memory is flat", (figures) => (figures.memory["mcp-gateway"].endBytes = 111 * MEBI)],
  ["mcp-gateway: memory is flat", (figures) => (figures.memory["mcp-gateway"].endBytes = 0)],
  ["what is passed on leaves its table", (figures) => (figures.tables[0].rowsEnd = 21)],
  ["the product's records grow by what is done", (figures) => (figures.tables[1].grown = 4_001)],
  ["what is kept for a time grows by what is done", (figures) => (figures.tables[2].grown = 4_001)],
  ["all other tables keep their size", (figures) => (figures.tables[3].grown = 2_001)],
  ["it is said of every table what bounds it", (figures) => (figures.tables[0].table = "surprise")],
  ["dead rows go once nobody looks at them", (figures) => (figures.tables[0].deadEnd = 5_000)],
  ["events are read and sent in the end", (figures) => (figures.end.parts["drafts-service"].lag = 11)],
  ["events are read and sent in the end", (figures) => (figures.end.parts["drafts-service"].outboxAgeSeconds = 6)],
  ["no post is stuck or unconfirmed", (figures) => (figures.end.parts["scheduling-service"].unconfirmed = 1)],
  ["what was answered is so, posts went out once and not early", (figures) => figures.discrepancies.push("lost")],
  ["what was answered is so, posts went out once and not early", (figures) => (figures.wronglySigned = 1)],
  ["no dead letters", (figures) => (figures.deadLetterBytes.end = 1)],
  ["audit trails verify", (figures) => (figures.audit.verified = false)],
  ["logs stay small and without errors", (figures) => (figures.logs["drafts-service"].errors = 1)],
  ["logs stay small and without errors", (figures) => (figures.logs["drafts-service"].bytes = 201_000)],
  ["a transaction was open in each database", (figures) => figures.held.failures.push("drafts: ended")],
];

FAULTS.forEach(([aim, fault], i) => {
  test(`fault ${i}: "${aim}" is not met, and all else is`, () => {
    assert.deepEqual(unmet(fault), [aim]);
  });
});

test("a live heap counts where there is one, whatever the resident set has been", () => {
  const heap = (end) => (figures) => {
    figures.memory["drafts-service"].endBytes = 200 * MEBI;
    figures.liveHeaps = { start: { "drafts-service": 40 * MEBI }, end: { "drafts-service": end * MEBI } };
  };
  assert.deepEqual(unmet(heap(45)), []);
  assert.deepEqual(unmet(heap(60)), ["drafts-service: live heap is flat"]);
});

test("latencies are those of the first and the last tenth", () => {
  const latencies = Array.from({ length: 100 }, (_, i) => ({ seconds: i, millis: i }));
  const { first, last } = latencyOf(latencies, 0, 100);
  assert.deepEqual([first.calls, first.p50, last.calls, last.p95], [10, 5, 10, 99]);
});

test("a table's growth is what was counted, its dead rows what statistics said", () => {
  const sample = (dead) => ({ tables: { "drafts.outbox": { dead, live: 1, bytes: 8 } } });
  const [figures] = tableFigures({ start: { "drafts.outbox": 3 }, end: { "drafts.outbox": 5 } }, [
    sample(9),
    sample(2),
  ]);
  assert.deepEqual([figures.grown, figures.rowsEnd, figures.deadPeak, figures.deadEnd], [2, 5, 9, 2]);
});
