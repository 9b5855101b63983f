import { card } from "./card.mjs";
import { content, labels } from "./content.mjs";
import { element, heading, paragraph } from "./elements.mjs";
import { start } from "./page.mjs";
import { count, moment, person, through } from "./words.mjs";

const DRAFT = {
  read: (answer) => (answer.content_hash && answer.created_by ? answer : undefined),

  draw: (draft) => [
    element(
      "header",
      {},
      element(
        "div",
        { class: "line" },
        heading(1, draft.title ?? "Untitled draft"),
        draft.archived_at && element("span", { class: "badge quiet" }, "Archived"),
      ),
      paragraph(
        "small",
        `Revision ${draft.revision}, changed by `,
        person(draft.updated_by),
        `, ${moment(draft.updated_at)}`,
      ),
    ),
    content(draft),
    element(
      "footer",
      {},
      paragraph(
        "small",
        "Begun by ",
        person(draft.created_by),
        ` ${through(draft.created_through)}. `,
        draft.channel_ids.length
          ? `For ${count(draft.channel_ids.length, "channel", "channels")}.`
          : "For no channel yet; it needs one before it can be approved.",
      ),
      labels(draft.labels),
    ),
  ],

  actions: (draft) =>
    draft.archived_at || !draft.channel_ids.length
      ? []
      : [
          {
            label: "Submit for approval",
            kind: "primary",
            tool: "submit_for_approval",
            arguments: {
              workspace: draft.workspace,
              draft_id: draft.id,
              expected_revision: draft.revision,
            },
            done: "Sent to the reviewers. Nothing goes out before they approve it.",
          },
        ],
};

start({
  waiting: "Waiting for the draft…",
  read: DRAFT.read,
  draw: (page, draft, receipt) => card(page, DRAFT, draft, receipt),
});
