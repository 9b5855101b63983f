// What a scripted model says, whichever client carries it: it plays the model, and nothing else is played.

import assert from "node:assert/strict";
import { WORKSPACE } from "../script.mjs";

/**
 * Yields the calls that the model asks for, takes Postly's answers, and returns the draft that was written: a draft, a look
 * at it, and an argument that the tool does not have.
 */
export function* conversation(client) {
  const text = `Written through ${client} at ${new Date().toISOString()}`;
  const created = yield call("create_draft", { text });
  assert.equal(created.text, text);
  assert.equal(created.created_through, "mcp");
  const read = yield call("get_draft", { draft_id: created.id });
  assert.equal(read.id, created.id);
  assert.equal(read.content_hash, created.content_hash);
  const refusal = yield call("create_draft", { text, publish_now: true });
  assert.equal(refusal.code, "invalid_input");
  assert.deepEqual(
    refusal.violations.map((violation) => violation.field),
    ["publish_now"],
  );
  return created;
}

/** The model's last words, from which the client's own output shows that the conversation came to its end. */
export function lastWords(draft) {
  return `Draft ${draft.id} is written.`;
}

/** Asserts that Postly holds the draft, as seen through its REST route: past the client under test. */
export async function assertStored(draft, mcp, token) {
  const address = new URL(`/api/v1/workspaces/${WORKSPACE}/drafts/${draft.id}`, mcp);
  const response = await fetch(address, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(10_000),
  });
  const body = await response.text();
  assert.equal(response.status, 200, body);
  const { text, content_hash, revision, created_through } = JSON.parse(body);
  assert.deepEqual(
    { text, content_hash, revision, created_through },
    { text: draft.text, content_hash: draft.content_hash, revision: 1, created_through: "mcp" },
  );
}

function call(tool, args) {
  return { tool, arguments: { workspace: WORKSPACE, ...args } };
}
