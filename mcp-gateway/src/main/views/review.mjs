import { card } from "./card.mjs";
import { content, labels, note } from "./content.mjs";
import { element, heading, paragraph } from "./elements.mjs";
import { start } from "./page.mjs";
import { badge, count, moment, person, through } from "./words.mjs";

const LONGEST_NOTE = "2000";

/** Who asks for an approval is seldom who gives it: only in a list is there a choice. */
function kind(page, level, offersDecision) {
  return {
    read: (answer) => (answer.authored_by && answer.requested_by ? answer : undefined),
    draw: (review) => draw(review, level),
    actions: (review) => (offersDecision && review.state === "open" ? decisions(page, review) : []),
  };
}

function draw(review, level) {
  return [
    element(
      "header",
      {},
      element("div", { class: "line" }, heading(level, review.title ?? "Untitled draft"), badge(review.state)),
      paragraph(
        "small",
        `Revision ${review.revision}, written by `,
        person(review.authored_by),
        ` ${through(review.authored_through)}. Asked for by `,
        person(review.requested_by),
        `, ${moment(review.requested_at)}.`,
      ),
    ),
    ...optional(note(["Note from ", person(review.requested_by)], review.note)),
    content(review),
    element(
      "footer",
      {},
      paragraph("small", `For ${count(review.channel_ids.length, "channel", "channels")}.`),
      labels(review.labels),
      ...optional(approvals(review)),
    ),
    ...optional(
      review.decided_by &&
        paragraph("small", "Decided by ", person(review.decided_by), `, ${moment(review.decided_at)}.`),
    ),
    ...optional(review.decided_by && note(["Note from ", person(review.decided_by)], review.decision_note)),
  ];
}

/** Who has approved so far, and what is missing; one approval that decides is said by the decision. */
function approvals({ state, approvals: given, approvals_needed: needed, approvals_missing: missing }) {
  const names = given.flatMap(({ by }, index) => [index === 0 ? ": " : ", ", person(by)]);
  return state === "open" && (needed > 1 || given.length > 0)
    ? paragraph("small", `${count(given.length, "approval", "approvals")} given`, ...names, `; ${missing} missing.`)
    : undefined;
}

function approved({ state, approvals_missing: missing }) {
  return state === "open" ? `Your approval counts; ${count(missing, "more is", "more are")} needed.` : "Approved.";
}

function optional(node) {
  return node ? [node] : [];
}

function decisions(page, review) {
  const about = { ...page.workspace(), review_id: review.id, expected_revision: review.revision };
  return [
    { label: "Approve", kind: "primary", tool: "approve_draft", arguments: about, done: approved },
    {
      label: "Request changes",
      tool: "request_changes",
      arguments: about,
      done: "Changes requested.",
      ask: {
        label: "What is to be changed?",
        name: "note",
        type: "text",
        longest: LONGEST_NOTE,
        required: "Say what is to be changed.",
        hint: "The author reads this.",
        submit: "Request changes",
      },
    },
  ];
}

function list(page, reviews, isMore) {
  return element(
    "div",
    { class: "list" },
    element(
      "header",
      {},
      heading(1, "Reviews"),
      paragraph(
        "small",
        reviews.length ? count(reviews.length, "review", "reviews") : "There are none.",
        isMore && ", and more: ask the assistant for the next ones",
      ),
    ),
    reviews.map((review) => card(page, kind(page, 2, true), review)),
  );
}

start({
  waiting: "Waiting for the review…",
  read: (answer) => (answer.reviews || kind().read(answer) ? answer : undefined),
  draw: (page, answer, receipt) =>
    answer.reviews
      ? list(page, answer.reviews, Boolean(answer.next_cursor))
      : card(page, kind(page, 1, false), answer, receipt),
});
