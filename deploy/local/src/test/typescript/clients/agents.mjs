// Drives Postly through the OpenAI Agents SDK, with a scripted model in place of OpenAI's.
// Prints one line per step; ends with 0 only if every step was as it must be.

import assert from "node:assert/strict";
import { Agent, MCPServerStreamableHttp, run, setTracingDisabled, Usage } from "@openai/agents";
import { installedVersion, passed, required, step } from "../script.mjs";
import { assertStored, conversation, lastWords } from "./conversation.mjs";

const MCP = required("POSTLY_MCP_URL");
const TOKEN = required("POSTLY_ACCESS_TOKEN");
const SDK = "@openai/agents";

/** Plays the model: asks for the conversation's next call, with the last call's answer in hand. */
class ScriptedModel {
  /** The tools that were offered with the last request. */
  offered;

  /** The draft that the conversation returned. */
  draft;

  #conversation = conversation("the Agents SDK");
  #number = 0;

  async getResponse({ input, tools }) {
    this.offered = tools.map((tool) => tool.name);
    const { done, value } = this.#conversation.next(answered(input));
    return { usage: new Usage(), output: [done ? this.#end(value) : this.#call(value)] };
  }

  #call({ tool, arguments: args }) {
    const callId = `call-${++this.#number}`;
    return { type: "function_call", callId, name: tool, arguments: JSON.stringify(args), status: "completed" };
  }

  #end(draft) {
    this.draft = draft;
    const content = [{ type: "output_text", text: lastWords(draft) }];
    return { type: "message", role: "assistant", status: "completed", content };
  }
}

setTracingDisabled(true);
const protocols = new Set();
const server = new MCPServerStreamableHttp({
  url: MCP,
  name: "postly",
  requestInit: { headers: { Authorization: `Bearer ${TOKEN}` } },
  fetch: observed,
});
await server.connect();
try {
  const model = new ScriptedModel();
  const agent = new Agent({ name: "Writer", instructions: "Write a draft.", model, mcpServers: [server] });
  const result = await run(agent, "Write a draft.", { signal: AbortSignal.timeout(60_000) });
  assert.equal(result.finalOutput, lastWords(model.draft));
  assert(model.offered.length >= 15, "the workflow's tools are offered to the model");
  await assertStored(model.draft, MCP, TOKEN);
  step(`draft ${model.draft.id} written and read, a wrong argument refused`);
  passed(SDK, installedVersion(SDK, import.meta.url), [...protocols].join(" "));
} finally {
  await server.close();
}

/** Passes the request on, and notes the version of the protocol that its calls are made in. */
function observed(url, options) {
  if (JSON.parse(options.body ?? "{}").method === "tools/call") {
    protocols.add(new Headers(options.headers).get("mcp-protocol-version"));
  }
  return fetch(url, options);
}

/** The tool's answer that the SDK hands to the model, or undefined at the beginning. */
function answered(input) {
  const last = input.at(-1);
  if (last.type !== "function_call_result") {
    return undefined;
  }
  const output = [last.output].flat();
  return JSON.parse(output.map((part) => part.text ?? part).join("\n"));
}
