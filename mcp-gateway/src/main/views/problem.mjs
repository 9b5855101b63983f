import { button, element, newId, paragraph } from "./elements.mjs";
import { post } from "./content.mjs";
import { moment, network } from "./words.mjs";

const CONFIRMATION_REQUIRED = "confirmation_required";

/**
 * What stands in the way of a call, and how to go on.
 *
 * @param retry makes the very same call again; undefined where this page cannot
 */
export function obstacle(page, problem, retry) {
  return problem.code === CONFIRMATION_REQUIRED && problem.confirmation
    ? confirmation(page, problem.confirmation, retry)
    : failure(problem, retry);
}

function failure(problem, retry) {
  return element(
    "div",
    { class: "panel danger", role: "alert", tabindex: "-1" },
    element("strong", {}, problem.title ?? "That did not work"),
    problem.detail && paragraph("", problem.detail),
    problem.violations?.length > 0 &&
      element(
        "ul",
        {},
        problem.violations.map(({ field, message }) => element("li", {}, `${field.replaceAll("_", " ")} ${message}`)),
      ),
    problem.next_step && paragraph("small", problem.next_step),
    problem.retryable && retry && element("div", { class: "actions" }, button("", "Try again", retry)),
  );
}

/** Only the person can confirm, on Postly's own page; this one shows what, leads there, and comes back to the call. */
function confirmation(page, offer, retry) {
  const title = newId();
  const ways = element("div", { class: "actions" });
  const hint = element("div", { role: "status" });
  const again = retry && button("", "I have confirmed: try again", retry);
  const open = button("primary", "Confirm in Postly", async () => {
    const opened = await page.openLink(offer.url);
    hint.replaceChildren(
      paragraph("small", opened ? "Confirm there, then come back." : "Open this address yourself, confirm there, then come back:"),
      ...(opened ? [] : [element("code", { class: "address" }, offer.url)]),
      ...(retry ? [] : [paragraph("small", "When you have confirmed, tell the assistant to go on.")]),
    );
    if (again && !again.isConnected) {
      ways.append(again);
    }
  });
  ways.append(open);
  return element(
    "section",
    { class: "panel info", "aria-labelledby": title, tabindex: "-1" },
    element("strong", { id: title }, `${offer.summary}?`),
    paragraph("", "Only you can confirm this. Nothing has gone out yet."),
    offer.content.map((item) =>
      post(item.text, `${item.channel} · ${network(item.network)}`, {
        media: item.pictures,
        thread: item.thread,
        content_warning: item.content_warning,
      }),
    ),
    paragraph("small", `This can be confirmed until ${moment(offer.expires_at)}.`),
    ways,
    hint,
  );
}
