import assert from "node:assert/strict";
import { test } from "node:test";

import { discrepancies, Ledger } from "../src/traffic/ledger.mjs";

const DUE = "2026-11-26T12:00:00Z";
const DUE_MILLIS = Date.parse(DUE);

/** One draft, one review, one post by webhook and one on the sandbox, all as they were answered. */
function workspace() {
  const ledger = new Ledger();
  ledger.draft({ id: "d", workspace: "acme", revision: 2, text: "Words" });
  ledger.review({ id: "r" }, "approved");
  ledger.publication({ id: "w", network: "webhook", due_at: DUE }, "published", "Words");
  ledger.publication({ id: "s", network: "sandbox", due_at: DUE }, "published", "Words");
  ledger.publication({ id: "c", network: "webhook", due_at: DUE }, "cancelled", "Words");
  const found = {
    drafts: new Map([["d", { revision: 2, text: "Words", archived: false, revisions: 2 }]]),
    reviews: new Map([["r", { state: "approved" }]]),
    publications: new Map([
      ["w", { state: "published" }],
      ["s", { state: "published" }],
      ["c", { state: "cancelled" }],
    ]),
    sandboxPosts: new Map([["s", [{ at: DUE_MILLIS, text: "Words" }]]]),
    deliveries: new Map([["w", [{ at: DUE_MILLIS + 5, text: "Words" }]]]),
  };
  return { ledger, found };
}

function problems(change) {
  const { ledger, found } = workspace();
  change(found, ledger);
  return discrepancies(ledger, found);
}

test("what is as it was answered is no discrepancy", () => {
  assert.deepEqual(
    problems(() => {}),
    [],
  );
});

test("what was lost is named", () => {
  const lost = problems((found) => [found.drafts, found.reviews, found.publications].forEach((map) => map.clear()));
  assert.deepEqual(lost, [
    "draft d is lost",
    "review r is lost",
    ...["w", "s", "c"].map((id) => `publication ${id} is lost`),
  ]);
});

test("a draft of another revision, text or number of revisions is named, and one that was archived", () => {
  const lines = problems((found) =>
    found.drafts.set("d", { revision: 1, text: "Other", archived: true, revisions: 3 }),
  );
  assert.equal(lines.length, 4);
});

test("a review in another state is named", () => {
  assert.deepEqual(
    problems((found) => found.reviews.set("r", { state: "open" })),
    ["review r: state is open, answered was approved"],
  );
});

test("a post that went out twice is named", () => {
  const [line] = problems((found) => found.deliveries.get("w").push({ at: DUE_MILLIS + 9, text: "Words" }));
  assert.match(line, /times sent is 2/);
});

test("a post that did not go out is named", () => {
  const [line] = problems((found) => found.sandboxPosts.clear());
  assert.match(line, /publication s: times sent is 0/);
});

test("a post that went out a millisecond early is named", () => {
  const [line] = problems((found) => (found.deliveries.get("w")[0].at = DUE_MILLIS - 1));
  assert.match(line, /publication w went out at .*, before/);
});

test("a post with other words is named", () => {
  const [line] = problems((found) => (found.deliveries.get("w")[0].text = "Other"));
  assert.match(line, /text sent is Other/);
});

test("a cancelled post that went out is named", () => {
  const [line] = problems((found) => found.deliveries.set("c", [{ at: DUE_MILLIS, text: "Words" }]));
  assert.match(line, /publication c: times sent is 1, answered was 0/);
});

test("what nobody asked for is named", () => {
  assert.deepEqual(
    problems((found) => found.deliveries.set("x", [{ at: DUE_MILLIS, text: "Words" }])),
    ["x went out unasked"],
  );
});
