// Talks to the gateway with the official client that knows both eras of the protocol, pinned to each in turn: the same
// tools, the same answers, the same refusals. Prints one line per step; ends with 0 only if every step was as it must be.

import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { installedVersion, passed, required, step, WORKSPACE } from "./script.mjs";

const MCP = required("POSTLY_MCP_URL");
const TOKEN = required("POSTLY_ACCESS_TOKEN");
const CLIENT = "@modelcontextprotocol/client";

const legacy = await connect({ mode: "legacy" });
const modern = await connect({ mode: { pin: "2026-07-28" } });
const automatic = await connect({ mode: "auto" });

assert.equal(legacy.getProtocolEra(), "legacy");
assert.equal(modern.getProtocolEra(), "modern");
assert.equal(automatic.getProtocolEra(), "modern", "the newer era is offered and taken");

const listed = await toolNames(legacy);
assert(listed.length >= 15, "the workflow's tools are listed");
assert.deepEqual(await toolNames(modern), listed);
assert.deepEqual(await toolNames(automatic), listed);
step(`the same ${listed.length} tools in both eras`);

for (const [era, client] of [
  ["legacy", legacy],
  ["modern", modern],
  ["automatic", automatic],
]) {
  const created = await client.callTool({
    name: "create_draft",
    arguments: { workspace: WORKSPACE, text: `Written in the ${era} era` },
  });
  assert(!created.isError, created.content[0].text);
  assert.equal(created.structuredContent.created_through, "mcp");
  assert.deepEqual(JSON.parse(created.content[0].text), created.structuredContent);
  const refused = await client.callTool({
    name: "create_draft",
    arguments: { workspace: WORKSPACE, text: "x", publish_now: true },
  });
  assert(refused.isError);
  assert.equal(JSON.parse(refused.content[0].text).code, "invalid_input");
  step(`${era}: a draft written, a wrong argument refused`);
  passed(CLIENT, installedVersion(CLIENT, import.meta.url), `${client.getNegotiatedProtocolVersion()} (${era})`);
  await client.close();
}

async function connect(versionNegotiation) {
  const client = new Client({ name: "postly-eras-test", version: "1.0.0" }, { versionNegotiation });
  const headers = { Authorization: `Bearer ${TOKEN}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(MCP), { requestInit: { headers } }));
  return client;
}

async function toolNames(client) {
  const { tools } = await client.listTools();
  return tools.map((tool) => tool.name);
}
