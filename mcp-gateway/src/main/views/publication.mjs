import { actionBar, card, undo } from "./card.mjs";
import { element, heading, paragraph } from "./elements.mjs";
import { start } from "./page.mjs";
import { channel, postKind, stateOf } from "./post.mjs";
import { moment } from "./words.mjs";

function head(post) {
  return [
    element(
      "header",
      {},
      element("div", { class: "line" }, element("h2", {}, channel(post)), stateOf(post)),
      paragraph("when", moment(post.due_at, post.time_zone), element("span", { class: "small" }, ` ${post.time_zone}`)),
    ),
  ];
}

function draw(page, { posts, isTrial }, receipt) {
  const real = postKind(page, head);
  const kind = isTrial ? { ...real, actions: () => [] } : real;
  const isOne = posts.length === 1;
  return element(
    "div",
    { class: "list" },
    element("header", {}, heading(1, posts[0].title ?? "Untitled draft")),
    isTrial && paragraph("panel", "Nothing is planned. This is what would go out, and when."),
    posts.map((post) => card(page, kind, post, isOne ? receipt : undefined)),
    !isOne && undoOfAll(page, receipt),
  );
}

/** What one call did on several channels is taken back on all of them. */
function undoOfAll(page, receipt) {
  const place = element("div", {});
  place.append(
    actionBar(page, undo(page, receipt), (action) =>
      place.replaceChildren(element("p", { class: "panel success", role: "status" }, action.done)),
    ),
  );
  return place;
}

function read(answer) {
  const posts = answer.publications ?? (answer.publication ? [answer.publication] : []);
  return posts.length ? { posts, isTrial: answer.dry_run === true } : undefined;
}

start({ waiting: "Waiting for the post…", read, draw });
