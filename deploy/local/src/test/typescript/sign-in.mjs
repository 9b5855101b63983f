// Signs a person in on Keycloak's own pages, as a browser would, and keeps what an OAuth client keeps.

const ENTITIES = { "&amp;": "&", "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">" };

/** An OAuth client that registers itself and whose person signs in with that name and password. */
export class PersonSigningIn {
  #username;
  #password;
  #client;
  #tokens;
  #verifier;
  #cookies = new Map();

  /** Where the sign-in ended: the client's own address, with the code. */
  callback;

  constructor(username, password) {
    this.#username = username;
    this.#password = password;
  }

  get redirectUrl() {
    return "http://localhost:43117/callback";
  }

  get clientMetadata() {
    return {
      client_name: "Postly workflow test",
      redirect_uris: [this.redirectUrl],
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none",
    };
  }

  clientInformation() {
    return this.#client;
  }

  saveClientInformation(client) {
    this.#client = client;
  }

  tokens() {
    return this.#tokens;
  }

  saveTokens(tokens) {
    this.#tokens = tokens;
  }

  saveCodeVerifier(verifier) {
    this.#verifier = verifier;
  }

  codeVerifier() {
    return this.#verifier;
  }

  /** The code that the sign-in ended with. */
  get authorizationCode() {
    return new URL(this.callback).searchParams.get("code");
  }

  async redirectToAuthorization(url) {
    const callback = new URL(url).searchParams.get("redirect_uri");
    let page = await this.#get(url.toString());
    for (let step = 0; step < 5 && !page.location?.startsWith(callback); step++) {
      page = page.location ? await this.#get(page.location) : await this.#submit(page);
    }
    if (!page.location?.startsWith(callback)) {
      throw new Error(`The sign-in did not end: ${page.status} ${page.url}`);
    }
    this.callback = page.location;
    if (!this.authorizationCode) {
      throw new Error(`The sign-in was refused: ${page.location}`);
    }
  }

  async #submit(page) {
    const form = page.html.match(/<form[^>]*action="([^"]+)"/);
    if (!form) {
      throw new Error(`A page without a form: ${page.status} ${page.url}`);
    }
    const action = new URL(unescape(form[1]), page.url).toString();
    return this.#send(action, { method: "POST", body: this.#fields(page.html) });
  }

  #fields(html) {
    if (html.includes('name="password"')) {
      return new URLSearchParams({ username: this.#username, password: this.#password, credentialId: "" });
    }
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = new URLSearchParams(hidden.map((field) => [field[1], unescape(field[2])]));
    fields.set("accept", "Yes");
    return fields;
  }

  #get(url) {
    return this.#send(url, {});
  }

  async #send(url, options) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...options, redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [name, ...value] = line.split(";")[0].split("=");
      this.#cookies.set(name, value.join("="));
    }
    const location = response.headers.get("location");
    return {
      url,
      status: response.status,
      location: location ? new URL(location, url).toString() : undefined,
      html: await response.text(),
    };
  }
}

function unescape(text) {
  return text.replace(/&(amp|quot|#39|lt|gt);/g, (entity) => ENTITIES[entity]);
}
