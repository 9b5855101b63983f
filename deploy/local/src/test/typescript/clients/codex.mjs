// Drives Postly through OpenAI's Codex, with a scripted model in place of OpenAI's: with a bearer token, with a sign-in that
// Codex does by itself (discovery, registration, PKCE), and in the modern era of the protocol, which Codex has as a preview.
// Prints one line per step; ends with 0 only if every step was as it must be.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { passed, required, step } from "../script.mjs";
import { PersonSigningIn } from "../sign-in.mjs";
import { assertStored, conversation, lastWords } from "./conversation.mjs";
import { ownHome, Program } from "./program.mjs";
import { ScriptedResponses } from "./responses-api.mjs";

const MCP = required("POSTLY_MCP_URL");
const TOKEN = required("POSTLY_ACCESS_TOKEN");
const PASSWORD = required("POSTLY_DEMO_PASSWORD");

const BEARER_TOKEN = 'bearer_token_env_var = "POSTLY_ACCESS_TOKEN"';
const SIGN_IN = "";

const { stdout: name } = await successful(codex(ownHome(), ["--version"]));
const version = name.trim().split(" ").at(-1);

await run({ access: BEARER_TOKEN, features: [], protocol: "2025-06-18", how: "bearer token" });
await run({ access: SIGN_IN, features: [], protocol: "2025-06-18", how: "its own sign-in" });
await run({ access: BEARER_TOKEN, features: ["--enable", "mcp_2026_07_28"], protocol: "2026-07-28", how: "bearer token" });

async function run({ access, features, protocol, how }) {
  const home = ownHome();
  const model = new ScriptedResponses(conversation(`Codex with ${how}`), "mcp__postly");
  try {
    configure(home, await model.start(), access);
    if (access === SIGN_IN) {
      await signIn(home);
    }
    const options = ["--strict-config", "--skip-git-repo-check", "--ephemeral", "--json", "--cd", home];
    const exec = codex(home, ["exec", ...features, ...options, "Write a draft."]);
    await exec.ended;
    assert.ifError(model.failure);
    await successful(exec);
    assertCalled(exec.stdout, model);
    assert.equal(exec.stderr.match(/protocol_version: ProtocolVersion\("([^"]+)"\)/)?.[1], protocol);
    await assertStored(model.draft, MCP, TOKEN);
    step(`${protocol}, ${how}: draft ${model.draft.id} written and read, a wrong argument refused`);
    passed("@openai/codex", version, `${protocol} (${how})`);
  } finally {
    model.stop();
  }
}

function configure(home, modelUrl, access) {
  writeFileSync(
    join(home, "config.toml"),
    `
model = "scripted"
model_provider = "scripted"
web_search = "disabled"
check_for_update_on_startup = false
mcp_oauth_credentials_store = "file"
[analytics]
enabled = false
[features]
apps = false
plugins = false
[model_providers.scripted]
name = "Scripted"
base_url = "${modelUrl}"
wire_api = "responses"
[mcp_servers.postly]
url = "${MCP}"
required = true
${access}
`,
  );
}

async function signIn(home) {
  const login = codex(home, ["mcp", "login", "postly", "--no-browser"], true);
  const [, address] = await login.written(/(http\S+\/auth\?\S+)\s/);
  const person = new PersonSigningIn("acme-editor", PASSWORD);
  await person.redirectToAuthorization(address);
  login.input(`${person.callback}\n`);
  await successful(login);
  step("Codex registered itself, and acme-editor signed in");
}

/** What the model was offered, what was called, and what was said last. */
function assertCalled(jsonLines, model) {
  const offered = model.requests[0].tools.find((tool) => tool.name === "mcp__postly");
  assert(offered.tools.length >= 15, "the workflow's tools are offered to the model");
  const items = jsonLines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter((event) => event.type === "item.completed")
    .map((event) => event.item);
  const calls = items.filter((item) => item.type === "mcp_tool_call");
  assert.deepEqual(
    calls.map((call) => [call.tool, call.status]),
    [
      ["create_draft", "completed"],
      ["get_draft", "completed"],
      ["create_draft", "failed"],
    ],
  );
  assert.equal(items.at(-1).text, lastWords(model.draft));
}

// The log tells which version of the protocol was agreed on.
function codex(home, args, interactive = false) {
  const environment = { CODEX_HOME: home, RUST_LOG: "rmcp::service=info", POSTLY_ACCESS_TOKEN: TOKEN };
  return new Program("@openai/codex/bin/codex.js", args, { environment, milliseconds: 60_000, interactive });
}

async function successful(program) {
  assert.equal(await program.ended, 0, `${program}`);
  return program;
}
