import { card } from "./card.mjs";
import { element, heading, newId, paragraph } from "./elements.mjs";
import { start } from "./page.mjs";
import { channel, postKind, stateOf } from "./post.mjs";
import { count, date, day, stateName, time } from "./words.mjs";

function draw(page, calendar) {
  return element(
    "div",
    { class: "list" },
    element(
      "header",
      {},
      heading(1, "Calendar"),
      paragraph("small", `${range(calendar)} · ${calendar.time_zone}`),
      calendar.publications.length > 0 && paragraph("small", summary(calendar.publications)),
    ),
    calendar.publications.length === 0 && paragraph("empty", "Nothing is scheduled in this time."),
    [...byDay(calendar)].map(([name, posts]) => dayOf(page, name, posts)),
    calendar.truncated && paragraph("small", "There is more than this page shows: ask for fewer days."),
  );
}

/** The end is not included. */
function range({ from, to, time_zone }) {
  const last = new Date(new Date(to).getTime() - 1);
  const [first, end] = [date(from, time_zone), date(last, time_zone)];
  return first === end ? first : `${first} to ${end}`;
}

function summary(posts) {
  const numbers = new Map();
  posts.forEach(({ state }) => numbers.set(state, (numbers.get(state) ?? 0) + 1));
  const states = [...numbers].map(([state, number]) => `${number} ${stateName(state).toLowerCase()}`);
  return `${count(posts.length, "post", "posts")}: ${states.join(", ")}`;
}

function byDay({ publications, time_zone }) {
  return Map.groupBy(publications, (post) => day(post.due_at, time_zone));
}

function dayOf(page, name, posts) {
  const title = newId();
  return element(
    "section",
    { class: "day", "aria-labelledby": title },
    element("h2", { id: title }, name),
    element(
      "ul",
      { class: "entries" },
      posts.map((post) => element("li", {}, entry(page, post))),
    ),
  );
}

function entry(page, post) {
  const summary = element("summary", {});
  const kind = postKind(page, (shown) => {
    summary.replaceChildren(...line(shown));
    return [];
  });
  return element("details", {}, summary, card(page, kind, post));
}

function line(post) {
  return [
    element("span", { class: "time" }, time(post.due_at, post.time_zone)),
    element(
      "span",
      { class: "what" },
      element("span", { class: "name", dir: "auto" }, post.title ?? "Untitled draft"),
      element("span", { class: "small" }, channel(post)),
    ),
    stateOf(post),
  ];
}

start({
  waiting: "Waiting for the calendar…",
  read: (answer) => (answer.publications && answer.time_zone ? answer : undefined),
  draw,
});
