// Drives Postly through the MCP Inspector's command line, in both eras of the protocol: its strict look at the tools, calls,
// and refusals; then with a sign-in that it does by itself (discovery, registration, PKCE). Prints one line per step; ends
// with 0 only if every step was as it must be.

import assert from "node:assert/strict";
import { passed, required, step, WORKSPACE } from "../script.mjs";
import { PersonSigningIn } from "../sign-in.mjs";
import { assertStored } from "./conversation.mjs";
import { ownHome, Program } from "./program.mjs";

const INSPECTOR = "@modelcontextprotocol/inspector";
const MCP = required("POSTLY_MCP_URL");
const TOKEN = required("POSTLY_ACCESS_TOKEN");
const PASSWORD = required("POSTLY_DEMO_PASSWORD");
const SIGNED_IN = ["--header", `Authorization: Bearer ${TOKEN}`];
const HOME = ownHome();

// It takes part in a sign-in only where it may open a browser: one that does nothing.
const NO_BROWSER = {
  MCP_AUTO_OPEN_ENABLED: "true",
  BROWSER: "true",
  DISPLAY: "",
  WAYLAND_DISPLAY: "",
  XDG_CURRENT_DESKTOP: "",
  MCP_INSPECTOR_SECRET_STORE: "memory",
};

// The Inspector's exit codes.
const AUTHORIZATION_REQUIRED = 3;
const TOOL_ERROR = 5;

const version = (await inspector(["--version"])).stdout.trim();

for (const era of ["legacy", "modern"]) {
  const target = [MCP, "--transport", "http", "--protocol-era", era, "--format", "json"];
  await assertToolsAreStrict(era, target);
  const draft = await createDraft(era, target);
  await assertStored(draft, MCP, TOKEN);
  step(`${era}: draft ${draft.id} written`);
  await assertRefusals(era, target);
  passed(INSPECTOR, version, era);
}
await assertSignsIn();
passed(INSPECTOR, version, "its own sign-in");

async function assertToolsAreStrict(era, target) {
  const listed = await inspector([...target, ...SIGNED_IN, "--method", "tools/list", "--strict"]);
  assert.equal(listed.stderr, "", "the Inspector has nothing to say about the tools");
  const { tools } = JSON.parse(listed.stdout).result;
  assert(tools.length >= 15, "the workflow's tools are listed");
  step(`${era}: ${tools.length} tools, no problem of portability`);
}

async function createDraft(era, target) {
  const text = `Written through the Inspector, ${era}, at ${new Date().toISOString()}`;
  const { result } = JSON.parse((await call(target, "create_draft", { text })).stdout);
  assert.equal(result.structuredContent.text, text);
  assertEra(era, result);
  const read = JSON.parse((await call(target, "get_draft", { draft_id: result.structuredContent.id })).stdout);
  assert.equal(read.result.structuredContent.content_hash, result.structuredContent.content_hash);
  return result.structuredContent;
}

// Only an answer of the modern era names the server.
function assertEra(era, result) {
  const server = result._meta?.["io.modelcontextprotocol/serverInfo"];
  assert.equal(server?.name, era === "modern" ? "postly" : undefined);
}

async function assertRefusals(era, target) {
  const refused = await call(target, "create_draft", { text: "x", publish_now: true }, TOOL_ERROR);
  const problem = JSON.parse(JSON.parse(refused.stdout).result.content[0].text);
  assert.equal(problem.code, "invalid_input");
  const stranger = ["--stored-auth-only", "--method", "tools/list"];
  const unauthorized = await inspector([...target, ...stranger], AUTHORIZATION_REQUIRED);
  assert.equal(JSON.parse(unauthorized.stderr).error.code, "auth_required");
  step(`${era}: a wrong argument refused, a stranger asked to sign in`);
}

async function assertSignsIn() {
  const list = start([MCP, "--transport", "http", "--format", "json", "--method", "tools/list"], NO_BROWSER);
  const [, address] = await list.written(/navigate to: (http\S+)\s/);
  const person = new PersonSigningIn("acme-editor", PASSWORD);
  await person.redirectToAuthorization(address);
  await fetch(person.callback, { signal: AbortSignal.timeout(10_000) });
  assert.equal(await list.ended, 0, `${list}`);
  assert(JSON.parse(list.stdout).result.tools.length >= 15, "the workflow's tools are listed");
  step("the Inspector registered itself, and acme-editor signed in");
}

function call(target, tool, args, exitCode) {
  const json = JSON.stringify({ workspace: WORKSPACE, ...args });
  const named = ["--method", "tools/call", "--tool-name", tool, "--tool-args-json", json];
  return inspector([...target, ...SIGNED_IN, ...named], exitCode);
}

async function inspector(args, exitCode = 0) {
  const program = start(args);
  assert.equal(await program.ended, exitCode, `${program}`);
  return program;
}

function start(args, environment) {
  const options = { environment: { HOME, ...environment }, milliseconds: 60_000 };
  return new Program(`${INSPECTOR}/clients/launcher/build/index.js`, ["--cli", ...args], options);
}
