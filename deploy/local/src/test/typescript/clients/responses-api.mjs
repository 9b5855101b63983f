// A server that plays the model's side of OpenAI's Responses API, streamed, with a scripted conversation.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { lastWords } from "./conversation.mjs";

/** Serves one conversation on a port of this machine; single use. */
export class ScriptedResponses {
  /** The bodies of the requests that it got. */
  requests = [];

  /** The draft that the conversation returned. */
  draft;

  /** Why it could not go on. */
  failure;

  #conversation;
  #namespace;
  #server = createServer((request, response) => this.#serve(request, response));

  /** The tools that the model calls are in that namespace. */
  constructor(conversation, namespace) {
    this.#conversation = conversation;
    this.#namespace = namespace;
  }

  /** Starts it, and gives the address for the client's configuration. */
  async start() {
    await new Promise((resolve, reject) => this.#server.on("error", reject).listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${this.#server.address().port}/v1`;
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(request, response) {
    try {
      if (request.method !== "POST" || request.url !== "/v1/responses") {
        response.writeHead(404).end();
        return;
      }
      const body = JSON.parse(await text(request));
      this.requests.push(body);
      this.#stream(response, this.#next(answered(body.input)));
    } catch (error) {
      this.failure ??= error;
      response.writeHead(400).end();
    }
  }

  #next(answer) {
    const { done, value } = this.#conversation.next(answer);
    const number = this.requests.length;
    if (done) {
      this.draft = value;
      const content = [{ type: "output_text", text: lastWords(value) }];
      return { type: "message", id: `message-${number}`, role: "assistant", content };
    }
    return {
      type: "function_call",
      id: `item-${number}`,
      call_id: `call-${number}`,
      namespace: this.#namespace,
      name: value.tool,
      arguments: JSON.stringify(value.arguments),
    };
  }

  #stream(response, item) {
    const id = `response-${this.requests.length}`;
    const usage = { input_tokens: 1, output_tokens: 1, total_tokens: 2 };
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of [
      { type: "response.created", response: { id } },
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response: { id, usage } },
    ]) {
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    }
    response.end();
  }
}

async function text(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
  }
  return text;
}

/** The tool's answer that the client hands to the model, or undefined at the beginning. */
function answered(input) {
  const last = input.at(-1);
  if (last.type !== "function_call_output") {
    return undefined;
  }
  const output = typeof last.output === "string" ? last.output : last.output.map((part) => part.text).join("\n");
  const [json] = output.match(/^\{.*/ms) ?? [];
  assert(json, `Not an answer of Postly's: ${output}`);
  return JSON.parse(json);
}
