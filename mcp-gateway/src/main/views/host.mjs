const PROTOCOL = "2026-01-26";
const APP = { name: "postly", version: "1.0.0" };
const METHOD_NOT_FOUND = -32601;

/**
 * The chat that shows this page: MCP Apps, JSON-RPC 2.0 over postMessage.
 *
 * The listener is told of: input(arguments), result(result), cancelled(), contextChanged(context), ending().
 */
export class Host {
  capabilities = {};
  context = {};
  #listener;
  #waiting = new Map();
  #lastId = 0;

  constructor(listener) {
    this.#listener = listener;
    window.addEventListener("message", (event) => {
      if (event.source === window.parent && event.data?.jsonrpc === "2.0") {
        this.#receive(event.data);
      }
    });
  }

  /** Shakes hands; before that the chat tells nothing. */
  async connect() {
    const answer = await this.request("ui/initialize", {
      protocolVersion: PROTOCOL,
      appInfo: APP,
      appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] },
    });
    this.capabilities = answer.hostCapabilities ?? {};
    this.#changeContext(answer.hostContext);
    this.notify("ui/notifications/initialized", {});
  }

  /** The chat's answer; fails where it refuses. */
  request(method, params) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  // A page in a sandbox cannot know the chat's origin; what it sends is for the person who sees it anyway.
  #send(message) {
    window.parent.postMessage({ jsonrpc: "2.0", ...message }, "*");
  }

  #receive(message) {
    if (message.method === undefined) {
      this.#settle(message);
    } else if (message.id === undefined) {
      this.#hear(message.method, message.params ?? {});
    } else {
      this.#answer(message);
    }
  }

  #settle({ id, result, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      waiting?.reject(new Error(error.message));
    } else {
      waiting?.resolve(result ?? {});
    }
  }

  #hear(method, params) {
    switch (method) {
      case "ui/notifications/tool-input":
        return this.#listener.input(params.arguments ?? {});
      case "ui/notifications/tool-result":
        return this.#listener.result(params);
      case "ui/notifications/tool-cancelled":
        return this.#listener.cancelled();
      case "ui/notifications/host-context-changed":
        return this.#changeContext(params);
    }
  }

  #answer({ id, method }) {
    switch (method) {
      case "ping":
        return this.#send({ id, result: {} });
      case "ui/resource-teardown":
        this.#listener.ending();
        return this.#send({ id, result: {} });
      default:
        return this.#send({ id, error: { code: METHOD_NOT_FOUND, message: `No method ${method}` } });
    }
  }

  #changeContext(changes) {
    this.context = { ...this.context, ...changes };
    this.#listener.contextChanged(this.context);
  }
}
