import assert from "node:assert/strict";
import { test } from "node:test";

import { aims, growth, medians } from "../src/dispatch/judges.mjs";
import { unmetBy } from "../test-fixture/unmet.mjs";

const ONCE = "every post comes once, and none early";
const LAG = "lag p99 at most 1000 ms, 10000 planned";
const DISPATCHES = "at least db-scheduler's dispatches, 10000 planned";
const CLAIMS = "at least db-scheduler's claims, 10000 planned";
const PAGE = "p95 at most 1.5 times that of the smallest workspace, calendar";

function turn(contender, perSecond) {
  return {
    contender,
    claimsPerSecond: perSecond * 2,
    dispatchesPerSecond: perSecond,
    recordedPerSecond: perSecond,
    lag: { p50: 400, p95: 900, p99: 1_000, most: 1_100 },
    early: 0,
    twice: 0,
    lost: 0,
  };
}

/** The figures of a run in which all is well, and no better than it must be. */
function run() {
  const turns = Array.from({ length: 3 }, () => [turn("postly", 10_000), turn("db-scheduler", 10_000)]).flat();
  const latencies = { 1000: { p95: 20 }, 100000: { p95: 24 }, 1000000: { p95: 30 } };
  return { loads: [{ planned: 10_000, turns }], pages: [{ page: "calendar", posts: 500, latencies }] };
}

const unmet = unmetBy(aims, run);

/** Changes two of a contender's three turns, and with them the median. */
function mostOf(contender, change) {
  return ({ loads: [{ turns }] }) => turns.filter((one) => one.contender === contender).slice(1).forEach(change);
}

test("a run in which all is well meets every aim", () => {
  assert.deepEqual(
    unmet(() => {}),
    [],
  );
});

const FAULTS = [
  [ONCE, ({ loads }) => (loads[0].turns[1].early = 1)],
  [ONCE, ({ loads }) => (loads[0].turns[0].twice = 1)],
  [ONCE, ({ loads }) => (loads[0].turns[5].lost = 1)],
  [LAG, mostOf("postly", ({ lag }) => (lag.p99 = 1_001))],
  [DISPATCHES, mostOf("postly", (one) => (one.dispatchesPerSecond = 9_999))],
  [CLAIMS, mostOf("db-scheduler", (one) => (one.claimsPerSecond = 20_001))],
  [PAGE, ({ pages }) => (pages[0].latencies[1000000].p95 = 30.1)],
  [PAGE, ({ pages }) => (pages[0].latencies[100000].p95 = 31)],
];

FAULTS.forEach(([aim, fault], i) => {
  test(`fault ${i}: "${aim}" is not met, and all else is`, () => {
    assert.deepEqual(unmet(fault), [aim]);
  });
});

test("one slow turn of three is not the median", () => {
  const figures = run();
  figures.loads[0].turns[0].dispatchesPerSecond = 1;
  assert.equal(medians(figures.loads[0]).postly.dispatchesPerSecond, 10_000);
});

test("the median of two turns is between them", () => {
  const turns = [turn("postly", 1_000), turn("postly", 2_000), turn("db-scheduler", 1)];
  assert.equal(medians({ turns }).postly.dispatchesPerSecond, 1_500);
});

test("a workspace of one size has not grown, and one that got faster neither", () => {
  assert.equal(growth({ latencies: { 1000: { p95: 20 } } }), 1);
  assert.equal(growth({ latencies: { 1000: { p95: 20 }, 100000: { p95: 10 } } }), 1);
});
