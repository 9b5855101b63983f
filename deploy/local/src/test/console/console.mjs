// Drives the review console as people do: signs in on Keycloak's pages, decides, moves, reads. Looks at every page in light and
// dark and on a phone, has axe look too, and takes pictures. Prints one line per step; ends with 0 only if all was as it must be.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";
import { Visit } from "./visit.mjs";

const GATEWAY = required("POSTLY_URL");
const WORKSPACE = required("POSTLY_WORKSPACE");
const SCREENSHOTS = required("POSTLY_SCREENSHOTS");
const ROOT = `/console/${WORKSPACE}`;
/** How long news may be on its way from one service to another, in milliseconds. */
const LONGEST_WAY = 60_000;

mkdirSync(SCREENSHOTS, { recursive: true });
const offered = await offeredActions();
const browser = await chromium.launch({
  executablePath: required("CHROMIUM"),
  headless: true,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  await reviewing();
  await inviting();
  await withoutScript();
  await scheduling();
  await confirming();
  await governing();
  await connecting();
  await queueing();
  await leaving();
} finally {
  await browser.close();
}
console.log("all went as it must");

/** A reviewer sees what waits, what changed, and approves. */
async function reviewing() {
  const approver = await visit(`${WORKSPACE}-approver`);
  await approver.open(ROOT, "Overview");
  await approver.see("home");

  const review = required("POSTLY_CHANGED_REVIEW");
  await approver.page.click(`a[href*="${review}"]`);
  await approver.at("Spring collection");
  assert.equal(await approver.text(".diff del"), "spring");
  assert.match(await approver.text(".diff"), /autumn collection/);
  assert.match(await approver.text(".preview blockquote"), /<b>Friday<\/b>/, "text of others stays text");
  await approver.see("review");

  await approver.page.click('button[value="request-changes"]');
  await approver.says('[role="alert"]', /note/);
  await approver.at("Spring collection");
  await approver.see("review-refused");

  await approver.page.click('button[value="approve"]');
  await approver.at("Overview");
  assert.match(await approver.text('[role="status"]'), /Approved/);
  assert.equal(await approver.page.locator(`a[href*="${review}"]`).count(), 0, "it waits no more");
  await approver.see("home-approved");

  await approver.refused(`${ROOT}/reviews/${crypto.randomUUID()}`, 404, "Nothing found");
  await approver.see("nothing-found");
  await approver.refused(`/console/acme-of-others`, 404, "Nothing found");
  await refusesForeignForms(approver, required("POSTLY_PLAIN_REVIEW"));
  await approver.leave();
  step("a review was approved");
}

/** A form without the session's token does nothing, even with the session's cookies. */
async function refusesForeignForms(person, review) {
  const answer = await person.page.request.post(`${GATEWAY}${ROOT}/reviews/${review}`, {
    form: { decision: "approve", revision: "1", key: "k", token: "guessed" },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 403);
  assert.match(await answer.text(), /not from your session/);
  step("a foreign form was refused");
}

/** Somebody from outside decides by a link and a code, once, and members see what was said. */
async function inviting() {
  const review = required("POSTLY_PLAIN_REVIEW");
  const approver = await visit(`${WORKSPACE}-approver`);
  await approver.open(ROOT, "Overview");
  await approver.page.click(`a[href*="${review}"]`);
  await approver.at("Quarterly figures");
  await approver.page.fill("#label", "The client");
  await approver.page.click('button[value="invite"]');
  await approver.page.getByRole("heading", { name: "The invitation is made" }).waitFor();
  await approver.see("review-invited");
  const [link, code] = await approver.page.locator('[aria-labelledby="created"] code').allTextContents();

  const guest = await Visit.stranger(browser, { gateway: GATEWAY, issuer: GATEWAY, screenshots: SCREENSHOTS });
  await guest.refused(`/console/invitation/${"A".repeat(43)}`, 404);
  await guest.see("invitation-unknown");
  await guest.open(new URL(link).pathname, "You are asked to look at something");
  await enter(guest, "The guest", "22222222");
  await guest.page.getByRole("alert").waitFor();
  await guest.see("invitation");
  await enter(guest, "The guest", code);
  await guest.at("What would be published");
  await guest.see("invited-review");
  await guest.page.fill("#comment", "Name the quarter.");
  await guest.page.click('button[value="request-changes"]');
  await guest.at("Changes requested");
  await guest.see("invited-decided");
  await guest.leave();

  await approver.page.reload();
  assert.match(await approver.text('[aria-labelledby="outside"]'), /The guest \(external\): asks for changes/);
  assert.match(await approver.text('[aria-labelledby="created"]'), /not shown again/);
  assert.equal(await approver.page.locator('[aria-labelledby="created"] code').count(), 0, "the code is shown once");
  await approver.leave();
  step("somebody from outside asked for changes");
}

async function enter(guest, name, code) {
  await guest.page.fill("#name", name);
  await guest.page.fill("#code", code);
  await guest.page.click("text=Go on");
}

/** Everything but dragging works without a script. */
async function withoutScript() {
  const approver = await visit(`${WORKSPACE}-approver`, { javaScriptEnabled: false });
  await approver.open(ROOT, "Overview");
  await approver.page.click(`a[href*="${required("POSTLY_PLAIN_REVIEW")}"]`);
  await approver.page.fill("#note", "Say which quarter.");
  await approver.page.click('button[value="request-changes"]');
  await approver.says('[role="status"]', /Changes requested/);
  await approver.leave();
  step("changes were requested without a script");
}

/** An editor finds a post, drags it to another day, and moves it back with the form. */
async function scheduling() {
  const editor = await visit(`${WORKSPACE}-editor`);
  const post = required("POSTLY_PLANNED_POST");
  await editor.open(`${ROOT}/calendar/coming-up`, "Coming up");
  await editor.see("coming-up");
  await editor.page.click(`a[href*="${post}"]`);
  await editor.at("Open day");
  await editor.see("post");
  const due = await editor.page.inputValue("#publish_at");
  const [day, time] = due.split("T");

  await editor.open(`${ROOT}/calendar?of=${day}`);
  await editor.see("calendar-month");
  const other = otherDay(day);
  await editor.page.dragAndDrop(`a[data-post="${post}"]`, `li[data-date="${other}"]`);
  await editor.page.waitForSelector('[role="status"].notice');
  assert.match(await editor.text(".notice"), /new time/);
  assert.equal(await editor.page.getAttribute(`a[data-post="${post}"]`, "data-time"), `${other}T${time}`);
  step("a post was dragged to another day");

  await editor.page.click(`a[data-post="${post}"]`);
  await editor.page.fill("#publish_at", due);
  await editor.page.click('button[value="move"]');
  await editor.says('[role="status"]', /new time/);
  await editor.open(`${ROOT}/calendar/week?of=${day}`);
  assert.equal(await editor.page.getAttribute(`a[data-post="${post}"]`, "data-time"), due);
  await editor.see("calendar-week");
  await editor.open(`${ROOT}/channels`, "Channels");
  await editor.see("channels");
  await openOnceTold(editor, "Reschedule post", 2);
  await editor.see("activity");
  await undoing(editor);
  await editor.leave();
  step("a post was moved back with a form");
}

/** Opens the activity, and again until it has so many such actions in the console: news of them may be on its way. */
async function openOnceTold(editor, action, times) {
  const rows = editor.page.locator(".row", { hasText: action }).filter({ hasText: "postly-console" });
  const end = Date.now() + LONGEST_WAY;
  do {
    await editor.open(`${ROOT}/activity`, "Activity");
    if ((await rows.count()) >= times) {
      return;
    }
  } while (Date.now() < end);
  assert.fail(`The activity has not ${times} times "${action}"`);
}

async function undoing(editor) {
  if (!offered.has("undo_action")) {
    step("undoing is not offered");
    return;
  }
  await editor.page.click('form:has(input[name="undo"]) button');
  await editor.says('[role="status"]', /Undone/);
  step("an action was undone");
}

/** The person of an assistant's call confirms it, and the page says so from then on. */
async function confirming() {
  const editor = await visit(`${WORKSPACE}-editor`);
  await editor.open(ROOT, "Overview");
  const link = editor.page.locator('a[href*="/confirmations/"]').first();
  if ((await link.count()) === 0) {
    assert(!offered.has("list_confirmations"), "an assistant's call waits for a confirmation");
    step("confirmations are not offered");
    await editor.leave();
    return;
  }
  await editor.see("home-confirmation");
  await link.click();
  await editor.page.waitForSelector('button[value="confirm"]');
  assert.match(await editor.text("main"), /Friday/);
  assert.match(await editor.text("main"), /UTC/);
  await editor.see("confirmation");
  await editor.page.click('button[value="confirm"]');
  await editor.at("Confirmed");
  assert.match(await editor.text("main"), /Go back to the chat/);
  await editor.see("confirmation-given");
  await editor.leave();
  step("an assistant's call was confirmed");
}

/** An administrator reads and sets the policy, stops publishing and lets it go on. */
async function governing() {
  const admin = await visit(`${WORKSPACE}-admin`);
  if (offered.has("get_policy")) {
    await admin.open(`${ROOT}/policy`, "Policy");
    await admin.see("policy");
    await admin.page.click("text=Set the policy");
    await admin.says('[role="status"]', /holds from now on/);
    await admin.see("policy-set");
    step("the policy was set");
  } else {
    await admin.refused(`${ROOT}/policy`, 404);
    step("the policy is not offered");
  }
  if (offered.has("stop_publishing")) {
    await admin.open(`${ROOT}/publishing`, "Emergency stop");
    await admin.see("publishing");
    await admin.page.fill("#reason", "A wrong picture");
    await admin.page.click('button[value="stop"]');
    await admin.says("main", /Publishing is stopped/);
    await admin.see("publishing-stopped");
    await admin.open(ROOT, "Overview");
    assert.match(await admin.text("main"), /A wrong picture/);
    await admin.open(`${ROOT}/publishing`, "Emergency stop");
    await admin.page.click('button[value="resume"]');
    await admin.says('[role="status"]', /goes on/);
    step("publishing was stopped and let go on");
  } else {
    step("stopping is not offered");
  }
  await admin.leave();
}

/** An administrator connects an account by signing in at its network, which leads back to the console. */
async function connecting() {
  const admin = await visit(`${WORKSPACE}-admin`);
  const name = `Signed in ${Date.now()}`;
  await admin.open(`${ROOT}/channels`, "Channels");
  await admin.see("channels-connect");
  await admin.page.selectOption("#network", "sandbox");
  await admin.page.fill("#name", name);
  await admin.page.getByRole("button", { name: "Continue", exact: true }).click();
  await admin.at("Sign in at sandbox");
  await admin.see("channel-sign-in");
  await admin.page.getByRole("link", { name: "Continue to sandbox" }).click();
  await admin.says('[role="status"]', /The account is connected/);
  assert.match(await admin.text("main"), new RegExp(name));
  await admin.leave();
  step("an account was connected by signing in");
}

/** An administrator gives a channel slots, pauses its queue, lets it go on, and sets the time zone. */
async function queueing() {
  const admin = await visit(`${WORKSPACE}-admin`);
  await admin.open(`${ROOT}/queues`, "Queues");
  await admin.see("queues");
  await admin.page.locator(".row", { hasText: "no slots" }).first().getByRole("link", { name: "Slots" }).click();
  await admin.page.fill("#monday", "9:00, half past nine");
  await admin.page.click("text=Set the slots");
  await admin.says('[role="alert"]', /Monday: “half” is no time/);
  assert.equal(await admin.page.inputValue("#monday"), "9:00, half past nine");
  await admin.see("slots-refused");
  await admin.page.fill("#monday", "9:00, 17:30");
  await admin.page.fill("#sunday", "12.15");
  await admin.page.click("text=Set the slots");
  await admin.says('[role="status"]', /has its slots/);
  await admin.see("queues-slots");
  step("a channel was given slots");

  const row = admin.page.locator(".row", { hasText: "0 waiting" }).first();
  await row.locator("summary").click();
  await row.getByLabel("Reason (optional)").fill("The sale is over");
  await row.getByRole("button", { name: "Pause the queue" }).click();
  await admin.says('[role="status"]', /queue is paused/);
  assert.match(await admin.text("main"), /The sale is over/);
  await admin.see("queues-paused");
  await admin.page.getByRole("button", { name: "Let it go on" }).first().click();
  await admin.says('[role="status"]', /queue goes on/);
  step("a queue was paused and let go on");

  const zone = await admin.page.inputValue("#time_zone");
  await admin.page.fill("#time_zone", "Mars/Olympus");
  await admin.page.click("text=Set the time zone");
  await admin.page.getByRole("alert").waitFor();
  assert.equal(await admin.page.inputValue("#time_zone"), "Mars/Olympus");
  await admin.page.fill("#time_zone", "Asia/Kathmandu");
  await admin.page.click("text=Set the time zone");
  await admin.says('[role="status"]', /time zone is set/);
  assert.match(await admin.text("main"), /Asia\/Kathmandu/);
  await admin.page.fill("#time_zone", zone);
  await admin.page.click("text=Set the time zone");
  await admin.says('[role="status"]', /time zone is set/);
  await admin.leave();
  step("the time zone was set");
}

/** After signing out there is a page for everybody, and the console asks again. */
async function leaving() {
  const viewer = await visit(`${WORKSPACE}-viewer`);
  await viewer.open(ROOT, "Overview");
  assert.equal(await viewer.page.locator(".sections a", { hasText: "Activity" }).count(), 0);
  await viewer.page.click("text=Sign out");
  await viewer.at("You are signed out");
  await viewer.see("signed-out");
  await viewer.page.goto(`${GATEWAY}${ROOT}`);
  await viewer.page.waitForSelector("#username");
  await viewer.leave();
  step("signed out");
}

function visit(person, options = {}) {
  return Visit.begin(browser, {
    gateway: GATEWAY,
    issuer: required("POSTLY_ISSUER"),
    screenshots: SCREENSHOTS,
    person,
    password: required("POSTLY_DEMO_PASSWORD"),
    options,
  });
}

/** Another day of the same month, and not in the past. */
function otherDay(day) {
  const date = new Date(`${day}T12:00:00Z`);
  const next = new Date(date.getTime() + 86_400_000);
  const previous = new Date(date.getTime() - 86_400_000);
  return (next.getUTCMonth() === date.getUTCMonth() ? next : previous).toISOString().slice(0, 10);
}

async function offeredActions() {
  const document = await (await fetch(`${GATEWAY}/openapi.json`)).json();
  return new Set(
    Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map((operation) => operation.operationId),
    ),
  );
}

function required(name) {
  const value = process.env[name];
  assert(value, `${name} is not set`);
  return value;
}

function step(text) {
  console.log(`- ${text}`);
}
