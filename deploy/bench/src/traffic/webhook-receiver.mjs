// The outside world: takes signed webhooks on this machine, and remembers all of them.
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const PREFIX = "whsec_";

export class WebhookReceiver {
  #server;
  #secrets = [];
  /** Of each publication, all posts that came: `{ at, text }`. */
  deliveries = new Map();
  /** Posts that no known secret has signed. */
  wronglySigned = 0;

  static async start() {
    const receiver = new WebhookReceiver();
    receiver.#server = createServer((request, response) => receiver.#take(request, response));
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}/posts`;
  }

  /** A channel's secret, as it was told when the channel was connected. */
  knows(secret) {
    this.#secrets.push(Buffer.from(secret.slice(PREFIX.length), "base64"));
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #take(request, response) {
    const at = Date.now();
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    this.#remember(at, request.headers, Buffer.concat(chunks).toString());
    response.writeHead(204).end();
  }

  #remember(at, headers, body) {
    const id = headers["webhook-id"];
    const signed = `${id}.${headers["webhook-timestamp"]}.${body}`;
    if (
      !this.#secrets.some(
        (secret) =>
          headers["webhook-signature"] === `v1,${createHmac("sha256", secret).update(signed).digest("base64")}`,
      )
    ) {
      this.wronglySigned++;
    }
    this.deliveries.set(id, [...(this.deliveries.get(id) ?? []), { at, text: JSON.parse(body).data?.text }]);
  }
}
