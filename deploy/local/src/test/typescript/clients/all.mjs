// Runs every client against the Postly at POSTLY_MCP_URL and prints one line for each: client, version, protocol, outcome.
// Ends with 0 only if all went through.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { required } from "../script.mjs";
import { ownHome } from "./program.mjs";

const MCP = required("POSTLY_MCP_URL");
const PASSWORD = required("POSTLY_DEMO_PASSWORD");
const SCRIPTS = ["../workflow.mjs", "../eras.mjs", "inspector.mjs", "codex.mjs", "agents.mjs"];
const LONGEST_MILLISECONDS = 180_000;
// Where the clients' own files go, to be removed even if a script was cut off.
const TMPDIR = ownHome();

try {
  await accessToken();
} catch (error) {
  console.error(`No Postly of ./postly up answers at ${MCP}: ${error.cause?.message ?? error.message}`);
  process.exit(1);
}

let running;
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    if (running) {
      stop(running);
    }
    process.exit(1);
  });
}

console.log(line("CLIENT", "VERSION", "PROTOCOL", ""));
for (const script of SCRIPTS) {
  const { code, output } = await run(script);
  const clients = [...output.matchAll(/^ok (\S+) (\S+) (.+)$/gm)];
  clients.forEach(([, client, version, protocol]) => console.log(line(client, version, protocol, "ok")));
  if (code !== 0 || clients.length === 0) {
    console.log(line(script, "", "", "FAILED"));
    console.error(code === null ? `${output}\nCut off after ${LONGEST_MILLISECONDS / 1000} s.` : output);
    process.exitCode = 1;
  }
}

async function run(script) {
  const env = { ...process.env, TMPDIR, POSTLY_ACCESS_TOKEN: await accessToken() };
  const path = fileURLToPath(new URL(script, import.meta.url));
  // A group of its own: what it started ends with it.
  running = spawn(process.execPath, [path], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const timer = setTimeout(stop, LONGEST_MILLISECONDS, running);
  let output = "";
  running.stdout.on("data", (text) => (output += text));
  running.stderr.on("data", (text) => (output += text));
  const code = await new Promise((resolve) => running.on("close", resolve));
  clearTimeout(timer);
  stop(running);
  running = undefined;
  return { code, output };
}

function stop(child) {
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch (error) {
    // No such process: nothing of it is left.
    assert.equal(error.code, "ESRCH");
  }
}

/** The editor's token, got the short way; the long way, by sign-in, is what some of the clients do. */
async function accessToken() {
  const resource = await json(new URL("/.well-known/oauth-protected-resource/mcp", MCP));
  const issuer = await json(`${resource.authorization_servers[0]}/.well-known/openid-configuration`);
  const form = {
    grant_type: "password",
    client_id: "postly-cli",
    username: "acme-editor",
    password: PASSWORD,
    scope: resource.scopes_supported.join(" "),
  };
  const granted = await json(issuer.token_endpoint, { method: "POST", body: new URLSearchParams(form) });
  return granted.access_token;
}

async function json(address, options) {
  const response = await fetch(address, { ...options, signal: AbortSignal.timeout(10_000) });
  const body = await response.text();
  assert.equal(response.status, 200, `${address}: ${body}`);
  return JSON.parse(body);
}

function line(client, version, protocol, outcome) {
  return `${client.padEnd(32)} ${version.padEnd(8)} ${protocol.padEnd(30)} ${outcome}`.trimEnd();
}
