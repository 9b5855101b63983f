// A demo person's tokens: the one that clients send to the gateway, and the one that the gateway exchanges it for.
import { TokenExchange } from "./typescript-server/token-exchange.mjs";

const PERSON = "acme-editor";
const PASSWORD = "postly-demo";
const SCOPE = "workspace:read drafts:read drafts:write";

/** Signs one person in, and again before the tokens expire. */
export class SignIn {
  #issuer;
  #exchange;
  #scope;
  #renewAt = 0;
  #tokens;

  constructor(issuer, clientSecret, scope = SCOPE) {
    this.#issuer = issuer;
    this.#scope = scope;
    this.#exchange = new TokenExchange(issuer, "postly-gateway", clientSecret);
  }

  /** The person's token and the services' token, both valid for a while yet. */
  async tokens() {
    if (Date.now() > this.#renewAt) {
      const granted = await this.#grant();
      this.#renewAt = Date.now() + (granted.expires_in * 1000) / 2;
      this.#tokens = { person: granted.access_token, services: await this.#exchanged(granted) };
    }
    return this.#tokens;
  }

  #exchanged(granted) {
    return this.#exchange.exchange({
      token: granted.access_token,
      scopes: granted.scope.split(" "),
      expiresAt: Date.now() / 1000 + granted.expires_in,
    });
  }

  async #grant() {
    const form = { grant_type: "password", client_id: "postly-cli", username: PERSON, password: PASSWORD, scope: this.#scope };
    const response = await fetch(`${this.#issuer}/protocol/openid-connect/token`, {
      method: "POST",
      body: new URLSearchParams(form),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`${PERSON} cannot sign in: ${answer.error}`);
    }
    return answer;
  }
}
