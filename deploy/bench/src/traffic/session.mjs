// People who stay signed in: through the command line's client, through a client that registered itself, at the console.
import { createHash, randomBytes } from "node:crypto";

import { PersonSigningIn } from "../../../local/src/test/typescript/sign-in.mjs";

const PASSWORD = "postly-demo";
const SCOPES = [
  "workspace:read",
  "drafts:read",
  "drafts:write",
  "approvals:read",
  "approvals:decide",
  "schedule:read",
  "schedule:write",
  "publish",
  "analytics:read",
].join(" ");

/** The sign-ins to one set. */
export class SignIns {
  #set;
  #sessions = [];

  constructor(set) {
    this.#set = set;
  }

  /** With name and password, as the command line's client does it. */
  async byPassword(person) {
    const form = { grant_type: "password", username: person, password: PASSWORD, scope: SCOPES };
    return this.#signedIn(person, { client_id: "postly-cli" }, form);
  }

  /** On the provider's pages, through a client that registers itself, as an assistant's does. */
  async byAssistant(person) {
    const pages = new PersonSigningIn(person, PASSWORD);
    const client = await this.#register(pages.clientMetadata);
    const resource = { resource: `${this.#set.gateway}/mcp` };
    const form = await this.#authorized(pages, client.client_id, pages.redirectUrl, SCOPES, resource);
    return this.#signedIn(person, { client_id: client.client_id, ...resource }, form);
  }

  /** On the provider's pages, as the review console does it: with these tokens a person confirms. */
  async byConsole(person) {
    const redirect = `${this.#set.console}/signed-in`;
    const client = { client_id: "postly-console", client_secret: this.#set.consoleSecret };
    const pages = new PersonSigningIn(person, PASSWORD);
    return this.#signedIn(person, client, await this.#authorized(pages, client.client_id, redirect, "openid", {}));
  }

  /** How often tokens were renewed, and how often that failed, of all sign-ins. */
  renewals() {
    const sum = (field) => this.#sessions.reduce((total, session) => total + session[field], 0);
    return { sessions: this.#sessions.length, renewed: sum("renewed"), failed: sum("failed") };
  }

  async #signedIn(person, client, form) {
    const session = new Session(
      this.#endpoint("token"),
      client,
      await post(this.#endpoint("token"), { ...client, ...form }),
    );
    this.#sessions.push(session);
    return session;
  }

  async #authorized(pages, client, redirect, scope, more) {
    const verifier = randomBytes(32).toString("base64url");
    const query = new URLSearchParams({
      response_type: "code",
      client_id: client,
      redirect_uri: redirect,
      scope,
      state: randomBytes(16).toString("base64url"),
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
      ...more,
    });
    await pages.redirectToAuthorization(new URL(`${this.#endpoint("auth")}?${query}`));
    return {
      grant_type: "authorization_code",
      code: pages.authorizationCode,
      redirect_uri: redirect,
      code_verifier: verifier,
    };
  }

  async #register(metadata) {
    const response = await fetch(`${this.#set.issuer}/clients-registrations/openid-connect`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...metadata, client_name: "Postly traffic", scope: `${SCOPES} offline_access` }),
    });
    return answered(response);
  }

  #endpoint(name) {
    return `${this.#set.issuer}/protocol/openid-connect/${name}`;
  }
}

/** One person's tokens of one client, renewed by the refresh token once half of their life is over. */
class Session {
  #endpoint;
  #client;
  #granted;
  #renewAt;
  #renewing;
  renewed = 0;
  failed = 0;

  constructor(endpoint, client, granted) {
    this.#endpoint = endpoint;
    this.#client = client;
    this.#keep(granted);
  }

  /** An access token that is valid for a while yet. */
  async token() {
    if (Date.now() > this.#renewAt) {
      this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
      await this.#renewing;
    }
    return this.#granted.access_token;
  }

  async #renew() {
    try {
      const form = { ...this.#client, grant_type: "refresh_token", refresh_token: this.#granted.refresh_token };
      this.#keep(await post(this.#endpoint, form));
      this.renewed++;
    } catch (error) {
      this.failed++;
      throw error;
    }
  }

  #keep(granted) {
    this.#granted = granted;
    this.#renewAt = Date.now() + (granted.expires_in * 1_000) / 2;
  }
}

async function post(endpoint, form) {
  return answered(await fetch(endpoint, { method: "POST", body: new URLSearchParams(form) }));
}

async function answered(response) {
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(`${response.url} answered ${response.status}: ${answer.error} ${answer.error_description ?? ""}`);
  }
  return answer;
}
