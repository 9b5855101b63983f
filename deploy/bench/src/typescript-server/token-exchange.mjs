// Exchanges a received token for one that services accept (RFC 8693), once for each token, as the gateway does.
import { createHash } from "node:crypto";

import { request } from "undici";

const MARGIN_SECONDS = 10;
const MAXIMUM_TOKENS = 10_000;
const SERVICES_SCOPE = "postly-services";
const POSTLY_SCOPE = /^(workspace|drafts|approvals|schedule|analytics):|^publish$/;

/** The exchange at one issuer, on behalf of one confidential client. */
export class TokenExchange {
  #endpoint;
  #authorization;
  #tokens = new Map();

  constructor(issuer, clientId, clientSecret) {
    this.#endpoint = `${issuer}/protocol/openid-connect/token`;
    this.#authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
  }

  /** A token for the services, of the same person and with the same Postly scopes. */
  async exchange(received) {
    const digest = createHash("sha256").update(received.token).digest("base64");
    const kept = this.#tokens.get(digest);
    if (kept !== undefined && kept.usableUntil > Date.now() / 1000) {
      return kept.token;
    }
    return this.#exchangeOnce(digest, received);
  }

  #exchangeOnce(digest, received) {
    const entry = { usableUntil: received.expiresAt - MARGIN_SECONDS };
    entry.token = this.#request(received).then(({ access_token: token, expires_in: lifetime }) => {
      entry.usableUntil = Math.min(entry.usableUntil, Date.now() / 1000 + lifetime - MARGIN_SECONDS);
      return token;
    });
    this.#makeRoom();
    this.#tokens.set(digest, entry);
    entry.token.catch(() => this.#tokens.delete(digest));
    return entry.token;
  }

  #makeRoom() {
    if (this.#tokens.size >= MAXIMUM_TOKENS) {
      this.#tokens.delete(this.#tokens.keys().next().value);
    }
  }

  async #request(received) {
    const granted = received.scopes.filter((scope) => POSTLY_SCOPE.test(scope));
    const form = new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: received.token,
      subject_token_type: "urn:ietf:params:oauth:token-type:access_token",
      scope: [...granted, SERVICES_SCOPE].join(" "),
    });
    const { statusCode, body } = await request(this.#endpoint, {
      method: "POST",
      headers: { authorization: this.#authorization, "content-type": "application/x-www-form-urlencoded" },
      body: form.toString(),
    });
    const answer = await body.json();
    if (statusCode !== 200) {
      throw new Error(`The identity provider answers the exchange with ${statusCode}: ${answer.error}`);
    }
    return answer;
  }
}
