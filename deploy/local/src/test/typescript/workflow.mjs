// Drives the workflow with the official TypeScript client: discovery from the 401, registration, sign-in with PKCE, then
// draft, review, approval, schedule, publication. Prints one line per step; ends with 0 only if every step was as it must be.

import assert from "node:assert/strict";
import { UnauthorizedError } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { consoleToken } from "./console-sign-in.mjs";
import { PersonSigningIn } from "./sign-in.mjs";
import { installedVersion, passed, required, step, WORKSPACE } from "./script.mjs";

const MCP = required("POSTLY_MCP_URL");
const PASSWORD = required("POSTLY_DEMO_PASSWORD");
const SDK = "@modelcontextprotocol/sdk";
const LONGEST_MILLISECONDS = 60_000;

const editor = await connect("acme-editor");
const approver = await connect("acme-approver");

const { tools } = await editor.listTools();
assert(tools.length >= 15, "the workflow's tools are listed");
step(`${tools.length} tools`);

const { channels } = await call(editor, "list_channels", {});
const sandbox = channels.find((channel) => channel.network === "sandbox");
assert(sandbox, "the workspace has a sandbox channel");
const draft = await call(editor, "create_draft", {
  text: `Written by the TypeScript client at ${new Date().toISOString()}`,
  channel_ids: [sandbox.id],
});
step(`draft ${draft.id} at revision ${draft.revision}`);

const review = await call(editor, "submit_for_approval", { draft_id: draft.id, expected_revision: draft.revision });
const refusal = await refused(editor, "approve_draft", { review_id: review.id, expected_revision: draft.revision });
assert.equal(refusal.code, "permission_denied");
step("the editor's own approval was refused");

const approved = await confirmed("acme-approver", approver, "approve_draft", {
  review_id: review.id,
  expected_revision: draft.revision,
});
assert.equal(approved.state, "approved");
step("approved by the approver");

const due = new Date(Date.now() + 20_000);
const { publications } = await confirmed("acme-editor", editor, "schedule_post", {
  draft_id: draft.id,
  expected_revision: draft.revision,
  publish_at: due.toISOString(),
});
assert(["planned", "awaiting_approval"].includes(publications[0].state), "the approval's news takes a moment");
step(`scheduled for ${publications[0].due_at}`);

const published = await eventuallyPublished(publications[0].id);
assert(new Date(published.published_at) >= due, "never early");
step(`published at ${published.published_at}`);

passed(SDK, installedVersion(SDK, import.meta.url), editor.transport.protocolVersion);
await editor.close();
await approver.close();

async function connect(username) {
  const person = new PersonSigningIn(username, PASSWORD);
  const client = new Client({ name: "postly-workflow-test", version: "1.0.0" });
  const transport = new StreamableHTTPClientTransport(new URL(MCP), { authProvider: person });
  try {
    await client.connect(transport);
    assert.fail("a call without a token must be refused");
  } catch (error) {
    if (!(error instanceof UnauthorizedError)) {
      throw error;
    }
  }
  await transport.finishAuth(person.authorizationCode);
  await client.connect(new StreamableHTTPClientTransport(new URL(MCP), { authProvider: person }));
  step(`${username} signed in`);
  return client;
}

async function call(client, name, args) {
  const result = await answered(client, name, args);
  assert(!result.isError, `${name}: ${result.content[0].text}`);
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
  return result.structuredContent;
}

/** As a good client does: repeats what the answer says may be repeated, but asks the person first if it says that. */
async function answered(client, name, args) {
  const end = Date.now() + LONGEST_MILLISECONDS;
  for (;;) {
    const result = await client.callTool({ name, arguments: { workspace: WORKSPACE, ...args } });
    const { retryable, confirmation } = result.isError ? JSON.parse(result.content[0].text) : {};
    if (!retryable || confirmation || Date.now() > end) {
      return result;
    }
    await pause();
  }
}

/** Calls, confirms as the person would on Postly's page, and calls again. */
async function confirmed(username, client, name, args) {
  const { confirmation } = await refused(client, name, args);
  assert(confirmation, `${name} asks the person first`);
  await confirm(username, confirmation);
  step(`${name} confirmed by ${username}`);
  return call(client, name, args);
}

async function confirm(username, { id }) {
  const headers = { authorization: `Bearer ${await consoleToken(username, PASSWORD)}`, "content-type": "application/json" };
  const address = new URL(`/api/v1/workspaces/${WORKSPACE}/confirmations/${id}`, MCP);
  const { content_hash } = await (await fetch(address, { headers })).json();
  const answer = await fetch(`${address}/confirm`, { method: "POST", headers, body: JSON.stringify({ content_hash }) });
  assert.equal(answer.status, 200, await answer.text());
}

async function refused(client, name, args) {
  const result = await answered(client, name, args);
  assert(result.isError, `${name} must be refused`);
  return JSON.parse(result.content[0].text);
}

async function eventuallyPublished(id) {
  const from = new Date(Date.now() - 3_600_000).toISOString();
  const to = new Date(Date.now() + 3_600_000).toISOString();
  for (let attempt = 0; attempt < 120; attempt++) {
    const calendar = await call(editor, "get_calendar", { from, to });
    const found = calendar.publications.find((publication) => publication.id === id);
    if (found.state === "published") {
      return found;
    }
    assert(["awaiting_approval", "planned", "claimed", "publishing"].includes(found.state), `unexpected state ${found.state}`);
    await pause();
  }
  throw new Error("The post was not published within a minute");
}

function pause() {
  return new Promise((resolve) => setTimeout(resolve, 500));
}
