// The same checks as the gateway's: signature by the issuer's keys, issuer, audience, expiry; the expiry each time, the
// others once a minute.
import { createHash } from "node:crypto";

import { InvalidTokenError } from "@modelcontextprotocol/sdk/server/auth/errors.js";
import { createRemoteJWKSet, errors, jwtVerify } from "jose";

const KEPT_MILLIS = 60_000;
const MAXIMUM_TOKENS = 10_000;

/** Verifies access tokens that an issuer made for an audience. */
export class AccessTokenVerifier {
  #keys;
  #expected;
  #verified = new Map();

  constructor(issuer, audience) {
    this.#keys = createRemoteJWKSet(new URL(`${issuer}/protocol/openid-connect/certs`));
    this.#expected = { issuer, audience, requiredClaims: ["exp", "azp"] };
  }

  async verifyAccessToken(token) {
    const digest = createHash("sha256").update(token).digest("base64");
    const kept = this.#verified.get(digest);
    return kept !== undefined && Date.now() < kept.until ? kept.verified : this.#keep(digest, await this.#verify(token));
  }

  /** The SDK's own middleware refuses a token that has expired meanwhile. */
  #keep(digest, verified) {
    if (this.#verified.size >= MAXIMUM_TOKENS) {
      this.#verified.delete(this.#verified.keys().next().value);
    }
    this.#verified.set(digest, { verified, until: Date.now() + KEPT_MILLIS });
    return verified;
  }

  async #verify(token) {
    try {
      const { payload } = await jwtVerify(token, this.#keys, this.#expected);
      return { token, clientId: payload.azp, scopes: String(payload.scope ?? "").split(" "), expiresAt: payload.exp };
    } catch (error) {
      throw error instanceof errors.JOSEError ? new InvalidTokenError("The access token is not valid here.") : error;
    }
  }
}
