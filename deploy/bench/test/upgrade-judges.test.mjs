import assert from "node:assert/strict";
import { test } from "node:test";

import { aims } from "../src/upgrade/judges.mjs";
import { unmetBy } from "../test-fixture/unmet.mjs";

/** The figures of an upgrade in which all is well. */
function run() {
  return {
    tally: { calls: 100, succeeded: 90, replayed: 2, errorCount: 0 },
    unfinished: { begun: 8, ended: 8, failures: [] },
    answered: 30,
    discrepancies: [],
    wronglySigned: 0,
    activity: [{ workspace: "acme", audited: 50, active: 50, reported: 50, onlyAudited: 0, onlyActive: 0 }],
    deadLetterBytes: 0,
    end: { parts: { "drafts-service": { lag: 0, outboxAgeSeconds: 0, unconfirmed: 0, stuck: 0 } } },
    audit: { verified: true, said: "8 trails intact" },
  };
}

const unmet = unmetBy(aims, run);

test("an upgrade in which all is well meets every aim", () => {
  assert.deepEqual(
    unmet(() => {}),
    [],
  );
});

const FAULTS = [
  ["every call is answered in the end", (figures) => (figures.tally.errorCount = 1)],
  ["what one version began, the other ends", (figures) => (figures.unfinished.ended = 7)],
  ["what was answered is so, posts went out once and not early", (figures) => figures.discrepancies.push("lost")],
  ["analytics agrees with the audit trails", (figures) => (figures.activity[0].onlyAudited = 1)],
  ["analytics agrees with the audit trails", (figures) => (figures.activity[0].onlyActive = 1)],
  ["analytics agrees with the audit trails", (figures) => (figures.activity[0].reported = 49)],
  ["no dead letters", (figures) => (figures.deadLetterBytes = 80)],
  ["nothing is stuck, unconfirmed, unread or unsent", (figures) => (figures.end.parts["drafts-service"].lag = 1)],
  ["audit trails verify", (figures) => (figures.audit.verified = false)],
];

FAULTS.forEach(([aim, fault], i) => {
  test(`fault ${i}: "${aim}" is not met, and all else is`, () => {
    assert.deepEqual(unmet(fault), [aim]);
  });
});
