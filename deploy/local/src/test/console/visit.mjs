// One person in front of the console, and what must be true of every page that they see.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 360, height: 740 };
const RULES = { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
// Colours alone change with the theme, and the layout alone with the width.
const CONTRAST = { runOnly: ["color-contrast"] };
const LAYOUT = { ...RULES, rules: { "color-contrast": { enabled: false } } };

/** The cookies of people who have been here, by their names. */
const sessions = new Map();

export class Visit {
  #context;
  #settings;
  #complaints = [];
  #returns = false;

  /** Signs the person in, or goes on in the session of an earlier visit; without a script there is none to go on in. */
  static async begin(browser, settings) {
    const visit = await Visit.stranger(browser, settings);
    visit.#returns = settings.options.javaScriptEnabled !== false;
    const session = visit.#returns && sessions.get(settings.person);
    await (session ? visit.#context.addCookies(session) : visit.#signIn());
    return visit;
  }

  /** Somebody who is no member and does not sign in. */
  static async stranger(browser, settings) {
    const context = await browser.newContext({ viewport: DESKTOP, locale: "en-GB", ...settings.options });
    const visit = new Visit(context, settings);
    visit.page = await context.newPage();
    visit.#listen();
    return visit;
  }

  constructor(context, settings) {
    this.#context = context;
    this.#settings = settings;
  }

  async #signIn() {
    await this.page.goto(`${this.#settings.gateway}/console`);
    await this.page.fill("#username", this.#settings.person);
    await this.page.fill("#password", this.#settings.password);
    await this.page.click("#kc-login");
    await this.page.waitForURL(`${this.#settings.gateway}/console/**`);
    const cookies = await this.#context.cookies(`${this.#settings.gateway}/console/acme`);
    const session = cookies.filter((cookie) => cookie.name.startsWith("q_session"));
    assert(session.length > 0, "there is a session");
    for (const cookie of session) {
      assert(cookie.httpOnly && cookie.sameSite === "Lax" && cookie.path === "/console", JSON.stringify(cookie));
    }
  }

  /** Whatever a page does that it must not: errors, broken policies, requests to other hosts. */
  #listen() {
    const hosts = [this.#settings.gateway, this.#settings.issuer].map((url) => new URL(url).host);
    this.page.on("request", (request) => {
      if (!request.url().startsWith("data:") && !hosts.includes(new URL(request.url()).host)) {
        this.#complaints.push(`asked ${request.url()}`);
      }
    });
    this.page.on("pageerror", (error) => this.#complaints.push(`${this.page.url()}: ${error}`));
    this.page.on("console", (message) => {
      const isOwn = message.location().url.startsWith(`${this.#settings.gateway}/console`);
      // That a page has a status of failure is told too, and wanted.
      if (message.type() === "error" && isOwn && !message.text().startsWith("Failed to load resource")) {
        this.#complaints.push(`${this.page.url()}: ${message.text()}`);
      }
    });
  }

  async open(path, heading) {
    const answer = await this.page.goto(this.#settings.gateway + path);
    assert.equal(answer.status(), 200, `${path}: ${await this.text("body")}`);
    if (heading) {
      await this.at(heading);
    }
  }

  /** A page that is not there says so, as a page. */
  async refused(path, status, heading) {
    const answer = await this.page.goto(this.#settings.gateway + path);
    assert.equal(answer.status(), status, path);
    assert.match(answer.headers()["content-type"], /^text\/html/);
    assert.match(answer.headers()["content-security-policy"], /^default-src 'none'/);
    if (heading) {
      await this.at(heading);
    }
  }

  /** Waits until the page with that heading is there. */
  async at(heading) {
    await this.page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor({ timeout: 15_000 });
  }

  /** Waits until that is said there: what a click leads to is another page, which may have such a place, too. */
  async says(selector, words) {
    await this.page.locator(selector).filter({ hasText: words }).first().waitFor();
  }

  /** What is there now. */
  async text(selector) {
    return (await this.page.locator(selector).first().textContent()) ?? "";
  }

  /** Has axe look at the page in both themes and on a phone, and takes pictures. */
  async see(name) {
    for (const [colorScheme, rules] of [
      ["light", RULES],
      ["dark", CONTRAST],
    ]) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await this.#hasNoViolation(`${name} (${colorScheme})`, rules);
      await this.#picture(`${name}-${colorScheme}`);
    }
    await this.page.setViewportSize(NARROW);
    const width = await this.page.evaluate(() => document.documentElement.scrollWidth);
    assert(width <= NARROW.width, `${name} is ${width} pixels wide on a phone of ${NARROW.width}`);
    await this.page.setViewportSize(PHONE);
    await this.#hasNoViolation(`${name} (phone)`, LAYOUT);
    for (const colorScheme of ["light", "dark"]) {
      await this.page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await this.#picture(`${name}-phone-${colorScheme}`);
    }
    await this.page.setViewportSize(DESKTOP);
    await this.page.emulateMedia({ colorScheme: "light" });
    await this.#canBeReachedByKeyboard(name);
  }

  async #hasNoViolation(what, rules) {
    // Most pages are only passed through.
    if (!(await this.page.evaluate(() => "axe" in globalThis))) {
      await this.page.evaluate(AXE);
    }
    const told = await this.page.evaluate(async (chosen) => {
      const { violations } = await globalThis.axe.run({ resultTypes: ["violations"], ...chosen });
      return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
    }, rules);
    assert.deepEqual(told, [], what);
  }

  /**
   * The first stop of the keyboard is the link that skips to the content, and where the focus is can be seen. The focus is
   * put there: a page that answers a form begins at its message.
   */
  async #canBeReachedByKeyboard(name) {
    const first = await this.page.evaluate(() => {
      const stops = document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, [tabindex='0']");
      const [stop] = stops;
      stop.focus({ focusVisible: true });
      return { skips: stop.classList.contains("skip"), outline: getComputedStyle(stop).outlineStyle, stops: stops.length };
    });
    assert(first.skips, `${name}: the first stop is the skip link`);
    assert.notEqual(first.outline, "none", `${name}: the focus can be seen on the skip link`);
    if (first.stops === 1) {
      return;
    }
    await this.page.keyboard.press("Tab");
    const second = await this.page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.notEqual(second, "none", `${name}: the focus can be seen on the next stop`);
  }

  #picture(name) {
    return this.page.screenshot({ path: `${this.#settings.screenshots}/${name}.png`, fullPage: true });
  }

  async leave() {
    if (this.#returns) {
      sessions.set(this.#settings.person, await this.#context.cookies());
    }
    await this.#context.close();
    assert.deepEqual(this.#complaints, []);
  }
}
