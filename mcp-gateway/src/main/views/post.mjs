import { button, element, paragraph } from "./elements.mjs";
import { badge, moment, network, person, through, warning } from "./words.mjs";

const CHANGEABLE = ["awaiting_approval", "planned", "on_hold"];

/** The reason of parts that are not sent because somebody has their post deleted. */
const ENDED = "post_deleted";

const MEANINGS = {
  awaiting_approval:
    "It goes out at its time once this content is approved. " +
    "Approved soon after its time it goes out at once, unless the workspace holds or skips late posts.",
  planned: "It is approved and goes out at its time.",
  on_hold: "It waits for a person.",
  claimed: "It is about to be sent.",
  publishing: "It is being sent.",
  failed: "It was certainly not published.",
  unconfirmed: "It is not known whether the network took it. It is never sent a second time.",
  missed: "It was not ready in time.",
};

/** Why a post is held, and what would let it go out. */
const HOLDS = {
  content_changed: "Its content or its approval has changed; it waits for a new approval.",
  time_passed: "Its time has passed; it goes out once it has a new time.",
  draft_archived: "Its draft is archived; it waits until the draft is restored.",
  channel_removed: "The draft no longer names its channel.",
};

const REMOVALS = {
  requested: "Its network is being asked to delete it.",
  removed: "It has been deleted from its network.",
  refused: "It was to be deleted, which its network has not done. Delete it there by hand.",
};

const UPDATES = {
  requested: "Its new text is being brought to its network.",
  sending: "Its new text is being brought to its network.",
  updated: "Its text has been changed on its network.",
  refused: "Its new text was not taken: the text is as it was, or the post is gone.",
  unconfirmed: "Its new text may or may not stand on its network.",
};

/**
 * One draft going out on one channel at one time: what can be said of it, and done with it.
 *
 * @param head gives the elements that stand above
 */
export function postKind(page, head) {
  return {
    read: (answer) => {
      const post = answer.publication ?? answer;
      return post.channel_name && post.due_at ? post : undefined;
    },
    draw: (post) => [...head(post), details(page, post)],
    actions: (post) => (CHANGEABLE.includes(post.state) ? changes(page, post) : []),
  };
}

/** Where it goes. */
export function channel(post) {
  return element("span", {}, element("bdi", {}, post.channel_name), ` · ${network(post.network)}`);
}

/** Where it stands, and where its thread has stopped. */
export function stateOf(post) {
  const stopped = stoppedAt(post);
  return element(
    "span",
    { class: "states" },
    badge(post.state),
    stopped && warning(`Stopped at part ${stopped.part}`),
  );
}

/** The part at which its thread waits for a person, if it does; what a person has ended does not. */
function stoppedAt({ thread = [] }) {
  return thread.find(({ state, reason }) => state === "unconfirmed" || (state === "failed" && reason !== ENDED));
}

function details(page, post) {
  return element(
    "div",
    { class: "details" },
    meaning(post) && !post.retry_at && paragraph("", meaning(post)),
    REMOVALS[post.removal?.state] && paragraph("", REMOVALS[post.removal.state]),
    UPDATES[post.update?.state] && paragraph("", UPDATES[post.update.state]),
    post.reason && paragraph("", "Reason: ", element("bdi", {}, post.reason)),
    quotation(post),
    post.retry_at
      ? paragraph("", `Its network did not take it for the moment; it is tried again ${moment(post.retry_at, post.time_zone)}.`)
      : post.next_step && paragraph("", post.next_step),
    post.series_id && paragraph("", "One of a series: the same post goes out again and again. The calendar has all of them."),
    post.published_at && paragraph("", `Published ${moment(post.published_at, post.time_zone)}.`),
    paragraph(
      "small",
      `Revision ${post.revision}. Asked for by `,
      person(post.requested_by),
      ` ${through(post.requested_through)}.`,
    ),
    post.url && link(page, post.url),
    ...parts(page, post),
  );
}

function meaning({ state, reason }) {
  return (state === "on_hold" && HOLDS[reason]) || MEANINGS[state];
}

/** What its network said of what it refused: a stranger's words. */
function quotation({ network_said: said }) {
  return said && paragraph("small", "The network said: ", element("q", {}, element("bdi", {}, said)));
}

/** What has become of the parts that follow it. */
function parts(page, post) {
  const { thread = [], time_zone: zone } = post;
  const stopped = stoppedAt(post);
  const waits = ({ part, state }) => state === "planned" && part > stopped?.part;
  return thread.length
    ? [
        element(
          "ol",
          { class: "thread", start: "2", "aria-label": "Thread" },
          thread.map((part) =>
            element(
              "li",
              {},
              badge(waits(part) ? "waiting" : part.state),
              part.published_at && paragraph("small", `Published ${moment(part.published_at, zone)}.`),
              part.reason && paragraph("small", "Reason: ", element("bdi", {}, part.reason)),
              quotation(part),
              part.next_step && paragraph("small", part.next_step),
              part.url && link(page, part.url),
            ),
          ),
        ),
      ]
    : [];
}

function link(page, url) {
  const address = element("div", { role: "status" });
  const open = button("link", "Look at the post", async () => {
    if (!(await page.openLink(url))) {
      address.replaceChildren(element("code", { class: "address" }, url));
    }
  });
  return element("div", {}, open, address);
}

function changes(page, post) {
  const about = { ...page.workspace(), publication_id: post.id };
  return [
    {
      label: "Reschedule",
      tool: "reschedule_post",
      arguments: { ...about, time_zone: post.time_zone },
      done: "Moved.",
      ask: {
        label: "New time",
        name: "publish_at",
        type: "time",
        value: post.due_at_local.slice(0, "2027-03-01T09:00".length),
        required: "Say when it is to go out.",
        hint: `In the time zone ${post.time_zone}.`,
        submit: "Reschedule",
      },
    },
    {
      label: "Cancel post",
      kind: "danger",
      tool: "cancel_post",
      arguments: about,
      done: "Cancelled. The draft and its approval stay.",
      ask: {
        label: "Why? (if you like)",
        name: "reason",
        type: "text",
        longest: "280",
        hint: "People who look at the calendar read this.",
        submit: "Cancel post",
      },
    },
  ];
}
