import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import Ajv from "ajv/dist/2020.js";
import axe from "axe-core";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const MARGINS = 24;
const SCREENSHOTS = process.env.POSTLY_SCREENSHOTS;
const { views, tools } = JSON.parse(await readFile("postly.json", "utf8"));
const schemas = new Ajv({ strict: false, validateFormats: false });
const checks = new Map(
  tools.map(({ tool, answer }) => [
    tool.name,
    { tool, input: schemas.compile(tool.inputSchema), output: schemas.compile(answer) },
  ]),
);

/** What the browser loads. */
async function files() {
  const bundle = await build({
    entryPoints: ["host.mjs"],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    logLevel: "error",
  });
  return new Map([
    ["/", ["text/html", await readFile("host.html")]],
    ["/host.js", ["text/javascript", bundle.outputFiles[0].contents]],
    ["/sandbox.html", ["text/html", await readFile("sandbox.html")]],
    ["/sandbox.js", ["text/javascript", await readFile("sandbox.js")]],
    ["/favicon.ico", ["image/x-icon", ""]],
  ]);
}

/** As the specification builds it from what a view declares. */
function policy({ connectDomains = [], resourceDomains = [], frameDomains = [], baseUriDomains = [] }) {
  const resources = resourceDomains.join(" ");
  return [
    "default-src 'none'",
    `script-src 'self' 'unsafe-inline' ${resources}`,
    `style-src 'self' 'unsafe-inline' ${resources}`,
    `connect-src ${connectDomains.join(" ") || "'none'"}`,
    `img-src 'self' data: ${resources}`,
    `font-src 'self' ${resources}`,
    `frame-src ${frameDomains.join(" ") || "'none'"}`,
    "object-src 'none'",
    `base-uri ${baseUriDomains.join(" ") || "'self'"}`,
  ].join("; ");
}

async function serve() {
  const known = await files();
  const server = createServer((request, response) => {
    const path = request.url.split("?")[0];
    if (!known.has(path)) {
      response.writeHead(404).end();
      return;
    }
    const [type, body] = known.get(path);
    const headers = { "Content-Type": type };
    if (path === "/sandbox.html") {
      headers["Content-Security-Policy"] = policy(views[0].needs.csp);
    }
    response.writeHead(200, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, resolve));
  return server;
}

const server = await serve();
const port = server.address().port;
const browser = await chromium.launch({
  executablePath: process.env.POSTLY_CHROMIUM,
  // Where there is no graphics card, to draw as if there were one takes most of the time.
  args: ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", "--hide-scrollbars"],
});

export async function close() {
  await browser.close();
  server.close();
}

/** A successful result of a tool, if it is one that the tool may give. */
export function success(tool, answer) {
  const check = checks.get(tool)?.output;
  assert.ok(!check || check(answer), `${tool} answers no such thing: ${JSON.stringify(check?.errors)}`);
  return { content: [{ type: "text", text: JSON.stringify(answer) }], structuredContent: answer };
}

/** A refusal. */
export function refusal(problem) {
  return { isError: true, content: [{ type: "text", text: JSON.stringify(problem) }] };
}

/** A chat that shows one view. */
export class Chat {
  calls = [];
  /** Answers the view's calls; tests replace it. */
  answer = () => {
    throw new Error("No call was expected");
  };
  opensLinks = true;
  #faults = [];
  #page;

  /**
   * Opens one.
   *
   * @param view the view's name
   * @param options tool: the name of the tool whose result is shown; theme; width; capabilities, context: more of the chat's
   */
  static async with(view, { tool, theme = "light", width = 720, capabilities = {}, context = {} } = {}) {
    const chat = new Chat();
    await chat.#open(width, theme);
    const { html, needs } = views.find(({ name }) => name === view);
    chat.introduced = await chat.#page.evaluate((shown) => window.showView(shown), {
      html,
      csp: needs.csp,
      sandbox: `http://127.0.0.1:${port}/sandbox.html`,
      capabilities: { openLinks: {}, serverTools: {}, updateModelContext: { text: {} }, ...capabilities },
      context: {
        theme,
        locale: "en-GB",
        timeZone: "Europe/Rome",
        ...(tool && { toolInfo: { tool: checks.get(tool).tool } }),
        ...context,
      },
    });
    chat.frame = chat.#page.frames().find((frame) => frame.url() === "about:srcdoc");
    return chat;
  }

  async #open(width, theme) {
    shown = this;
    this.#page = await page;
    await this.#page.setViewportSize({ width: width + MARGINS, height: 900 });
    await this.#page.emulateMedia({ colorScheme: theme });
    await this.#page.goto(`http://localhost:${port}/`);
  }

  /** The one page of all chats, one after the other: a browser takes longer to make a page than a test to use it. */
  static async page() {
    const context = await browser.newContext({ timezoneId: "Europe/Rome", locale: "en-GB" });
    const made = await context.newPage();
    made.on("console", (message) => message.type() === "error" && shown.#faults.push(message.text()));
    made.on("pageerror", (error) => shown.#faults.push(String(error)));
    made.on("request", (request) => {
      const url = new URL(request.url());
      if (url.port !== String(port) && url.protocol !== "about:") {
        shown.#faults.push(`A request to ${url}`);
      }
    });
    await made.exposeFunction("answerCall", (params) => shown.#answerCall(params));
    await made.exposeFunction("opensLinks", () => shown.opensLinks);
    return made;
  }

  #answerCall({ name, arguments: args }) {
    const check = checks.get(name)?.input;
    if (check && !check(args)) {
      this.#faults.push(`${name} takes no such arguments: ${JSON.stringify(check.errors)}`);
    }
    this.calls.push({ tool: name, arguments: args });
    return this.answer(name, args);
  }

  tell(what, value) {
    return this.#page.evaluate(([name, argument]) => window[name](argument), [what, value]);
  }

  /** Shows the result of a call. */
  async show(args, result) {
    await this.tell("tellInput", args);
    await this.tell("tellResult", result);
    await this.told();
  }

  /** Waits until the view has heard what it was told: it hears in order, and answers this. */
  told() {
    return this.tell("ping");
  }

  /** The addresses that the view has asked the chat to open, once there is one. */
  links() {
    return this.#heard("links");
  }

  /** What the view has told the model, once it has. */
  contexts() {
    return this.#heard("contexts");
  }

  /** A click is over before the chat has heard what it led to: waits until it has. */
  async #heard(what) {
    const heard = await this.#page.waitForFunction((kind) => window.heard[kind].length && window.heard[kind], what);
    return heard.jsonValue();
  }

  text() {
    return this.frame.locator("main").innerText();
  }

  button(name) {
    return this.frame.getByRole("button", { name, exact: true });
  }

  /** Clicks a button once it has come to rest: a frame that grows meanwhile moves what is in it from under the pointer. */
  async press(name) {
    await this.#click(this.button(name));
  }

  /** Opens one of the view's folded parts, counted from 0. */
  async unfold(index) {
    await this.#click(this.frame.locator("summary").nth(index));
  }

  async #click(element) {
    await element.waitFor();
    await this.settled();
    await element.click();
  }

  /** Waits until nothing happens any more and the frame is as high as the view has asked for. */
  async settled() {
    await this.frame.waitForFunction(
      () =>
        !document.querySelector("[aria-busy=true]") &&
        Math.abs(innerHeight - document.documentElement.getBoundingClientRect().height) <= 1,
    );
    await this.#page.waitForFunction(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))),
    );
  }

  async screenshot(name) {
    await this.settled();
    await this.#page.mouse.move(0, 0);
    const { height } = await this.#page.locator("iframe").boundingBox();
    const { width } = this.#page.viewportSize();
    await this.#page.setViewportSize({ width, height: Math.ceil(height) + MARGINS });
    await this.settled();
    await this.#page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
  }

  /** Changes what the chat looks like. */
  async dress({ theme, width }) {
    await this.#page.emulateMedia({ colorScheme: theme });
    await this.#page.setViewportSize({ width: width + MARGINS, height: 900 });
    await this.tell("changeContext", { theme });
    await this.told();
  }

  /** Fails on what would keep people from using the view. */
  async checkAccess(rules = {}) {
    if (!(await this.frame.evaluate(() => "axe" in window))) {
      await this.frame.evaluate(axe.source);
    }
    const told = await this.frame.evaluate(async (chosen) => {
      const { violations } = await window.axe.run({ resultTypes: ["violations"], ...chosen });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`);
    }, rules);
    assert.deepEqual(told, []);
  }

  async close() {
    await this.#page.goto("about:blank");
    assert.deepEqual(this.#faults, [], "The view has broken a rule");
  }
}

let shown;
const page = Chat.page();
