// What people and their assistants do, from beginning to end. Each journey writes down what it was answered.
import { randomUUID } from "node:crypto";

const FAR_AHEAD_MILLIS = 30 * 24 * 3_600_000;
const AROUND_MILLIS = 60_000;

/** All journeys, with how often each is made among the others. */
export const JOURNEYS = [
  { journey: publishedByPeople, share: 2 },
  { journey: publishedByAnAssistant, share: 2 },
  { journey: publishedAtOnce, share: 1 },
  { journey: revisedInVain, share: 1 },
  { journey: archivedAndRestored, share: 1 },
  { journey: decidedOtherwise, share: 1 },
  { journey: plannedAndCancelled, share: 1 },
  { journey: takenBackAndWrittenAnew, share: 1 },
  { journey: lookedAround, share: 3 },
  { journey: refusedForGoodReasons, share: 1 },
];

/** The journeys in the order in which they are made, each as often as its share; endless. */
export function* turns(journeys) {
  for (;;) {
    const most = Math.max(...journeys.map(({ share }) => share));
    for (let round = 0; round < most; round++) {
      yield* journeys.filter(({ share }) => share > round).map(({ journey }) => journey);
    }
  }
}

/** Written, revised, approved and scheduled through REST; goes out on the sandbox network. */
export async function publishedByPeople(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  await approved(cast, ledger, draft);
  await planned(cast, cast.editor, ledger, draft, soon(cast));
}

/** Written and scheduled by an assistant, approved through another one; persons confirm. Goes out as a signed webhook. */
export async function publishedByAnAssistant(cast, ledger, turn) {
  const assistant = cast.editorAssistants[turn % 2];
  const draft = await written(cast, assistant.caller, ledger, "webhook");
  await assistant.caller.call("validate_draft", { ...of(cast), draft_id: draft.id });
  const review = await submitted(cast, assistant.caller, ledger, draft);
  const approval = { ...of(cast), review_id: review.id, expected_revision: draft.revision };
  ledger.review(await confirmed(cast, cast.approverAssistants[turn % 2], "approve_draft", approval), "approved");
  const schedule = { ...of(cast), draft_id: draft.id, expected_revision: draft.revision, publish_at: soon(cast) };
  const { publications } = await confirmed(cast, assistant, "schedule_post", schedule);
  publications.forEach((publication) => ledger.publication(publication, "published", draft.text));
}

async function publishedAtOnce(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "webhook");
  await approved(cast, ledger, draft);
  const { publications } = await cast.editor.call("publish_now", revision(cast, draft));
  publications.forEach((publication) => ledger.publication(publication, "published", draft.text));
}

/** Two edit at once: the later one is refused, reads again and repeats; and the same call twice is one. */
async function revisedInVain(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  await cast.admin.refused(
    "update_draft",
    { ...revision(cast, draft), expected_revision: 1, text: words() },
    "stale_revision",
  );
  const current = await cast.admin.call("get_draft", { ...of(cast), draft_id: draft.id });
  const update = { ...revision(cast, current), text: words() };
  const key = randomUUID();
  const once = await cast.admin.call("update_draft", update, key);
  ledger.draft(once);
  const again = await cast.admin.call("update_draft", update, key);
  ledger.draft(again);
}

async function archivedAndRestored(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const name = { ...of(cast), draft_id: draft.id };
  const archived = await cast.editor.call("archive_draft", name);
  ledger.draft(archived);
  const { result } = await cast.editor.call("undo_action", { ...of(cast), undo_id: archived.action.undo.id });
  ledger.draft(result);
  ledger.draft(await cast.editor.call("archive_draft", name));
  ledger.draft(await cast.editor.call("restore_draft", name));
  ledger.draft(await cast.editor.call("archive_draft", name));
}

/** Changes are asked for, a note is answered, the next revision is rejected, the last request withdrawn. */
async function decidedOtherwise(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const first = await submitted(cast, cast.editor, ledger, draft);
  const passage = { start: 0, end: 5 };
  const note = await cast.approver.call("add_review_note", {
    ...of(cast),
    review_id: first.id,
    passage,
    text: words(),
  });
  await cast.editor.call("resolve_review_note", { ...of(cast), review_id: first.id, note_id: note.id });
  const asked = { ...of(cast), review_id: first.id, expected_revision: draft.revision, note: "Shorter, please" };
  ledger.review(await cast.approver.call("request_changes", asked), "changes_requested");
  const shorter = await cast.editor.call("update_draft", { ...revision(cast, draft), text: words() });
  ledger.draft(shorter);
  const second = await submitted(cast, cast.editor, ledger, shorter);
  const rejection = { ...of(cast), review_id: second.id, expected_revision: shorter.revision, note: "Not this" };
  ledger.review(await cast.approver.call("reject_draft", rejection), "rejected");
  const other = await written(cast, cast.editor, ledger, "sandbox");
  const third = await submitted(cast, cast.editor, ledger, other);
  ledger.review(await cast.editor.call("withdraw_review", { ...of(cast), review_id: third.id }), "withdrawn");
}

/** Planned before it is approved, moved, taken back, planned anew by undo, and taken back for good. */
async function plannedAndCancelled(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const [publication] = await planned(cast, cast.editor, ledger, draft, later(FAR_AHEAD_MILLIS));
  const move = { ...of(cast), publication_id: publication.id, publish_at: later(FAR_AHEAD_MILLIS + AROUND_MILLIS) };
  await cast.editor.call("reschedule_post", move);
  const cancelled = await takenBack(cast, ledger, publication, draft);
  const { result } = await cast.editor.call("undo_action", { ...of(cast), undo_id: cancelled.action.undo.id });
  await takenBack(cast, ledger, result.publications[0], draft);
}

async function takenBack(cast, ledger, { id }, draft) {
  const cancelled = await cast.editor.call("cancel_post", { ...of(cast), publication_id: id, reason: "Another time" });
  ledger.publication(cancelled.publication, "cancelled", draft.text);
  return cancelled;
}

/** An edit is undone, which is a revision more with the words of before. */
async function takenBackAndWrittenAnew(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const edited = await cast.editor.call("update_draft", { ...revision(cast, draft), text: words() });
  ledger.draft(edited);
  const { result } = await cast.editor.call("undo_action", { ...of(cast), undo_id: edited.action.undo.id });
  ledger.draft(result);
}

async function lookedAround(cast) {
  const here = of(cast);
  const around = { from: later(-AROUND_MILLIS), to: later(AROUND_MILLIS) };
  await cast.viewer.call("list_workspaces", {});
  await cast.viewer.call("list_channels", here);
  const { drafts } = await cast.viewer.call("list_drafts", { ...here, limit: 10 });
  await cast.viewer.call("compare_revisions", { ...here, draft_id: drafts[0].id });
  const { results } = await cast.viewer.call("search", { query: "words" });
  await cast.viewer.call("fetch", { id: results[0].id });
  await cast.viewer.call("list_reviews", { ...here, limit: 10 });
  await cast.viewer.call("get_calendar", { ...here, ...around });
  await cast.analyst.call("list_activity", { ...here, limit: 20 });
  await cast.analyst.call("get_workflow_report", here);
  if (cast.offers("get_engagement")) {
    await cast.analyst.call("get_engagement", here);
  }
  await cast.editorAssistants[0].caller.call("list_activity", { ...here, limit: 20, outcome: "ok" });
  await cast.editorAssistants[1].caller.call("get_calendar", { ...here, ...around, state: "published" });
  await cast.viewer.call("get_publishing_state", here);
  await cast.editorAssistants[0].console.call("list_confirmations", { ...here, service: "scheduling" });
}

async function refusedForGoodReasons(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const review = await submitted(cast, cast.editor, ledger, draft);
  const decision = { ...of(cast), review_id: review.id, expected_revision: draft.revision };
  await cast.viewer.refused("create_draft", { ...of(cast), text: words() }, "permission_denied");
  await cast.editor.refused("create_draft", { workspace: "nowhere", text: words() }, "not_found");
  await cast.editor.refused("create_draft", { ...of(cast), text: words(), publish: true }, "invalid_input");
  await cast.editor.refused("approve_draft", decision, "permission_denied");
  await cast.editor.refused(
    "schedule_post",
    { ...revision(cast, draft), publish_at: later(-FAR_AHEAD_MILLIS) },
    "invalid_input",
  );
}

/** A draft of two revisions. */
export async function written(cast, author, ledger, network) {
  const created = await author.call("create_draft", {
    ...of(cast),
    text: words(),
    channel_ids: [cast.channels[network]],
  });
  ledger.draft(created);
  const revised = await author.call("update_draft", {
    ...revision(cast, created),
    text: words(),
    title: "Traffic",
    labels: ["traffic"],
  });
  ledger.draft(revised);
  return revised;
}

/** The review that was opened. */
export async function submitted(cast, author, ledger, draft) {
  const review = await author.call("submit_for_approval", revision(cast, draft));
  ledger.review(review, "open");
  return review;
}

export async function approved(cast, ledger, draft) {
  const review = await submitted(cast, cast.editor, ledger, draft);
  await cast.approver.call("list_reviews", { ...of(cast), draft_id: draft.id });
  const decision = { ...of(cast), review_id: review.id, expected_revision: draft.revision };
  ledger.review(await cast.approver.call("approve_draft", decision), "approved");
}

/** The publications, which must go out. */
export async function planned(cast, planner, ledger, draft, publishAt) {
  const { publications } = await planner.call("schedule_post", { ...revision(cast, draft), publish_at: publishAt });
  publications.forEach((publication) => ledger.publication(publication, "published", draft.text));
  return publications;
}

/** The confirmation that an assistant's call asks for. */
export async function asked(assistant, action, callArguments) {
  const { confirmation } = await assistant.caller.refused(action, callArguments, "confirmation_required");
  return confirmation.id;
}

/** The person confirms, and the assistant repeats its call. */
export async function goneOn(cast, assistant, action, callArguments, confirmationId) {
  const confirmation = { ...of(cast), confirmation_id: confirmationId };
  const shown = await assistant.console.call("get_confirmation", confirmation);
  await assistant.console.call("confirm_action", { ...confirmation, content_hash: shown.content_hash });
  return assistant.caller.call(action, callArguments);
}

async function confirmed(cast, assistant, action, callArguments) {
  return goneOn(cast, assistant, action, callArguments, await asked(assistant, action, callArguments));
}

/** The arguments of every call in the workspace. */
export function of({ workspace }) {
  return { workspace };
}

/** The arguments that name a draft as it was read. */
export function revision(cast, draft) {
  return { ...of(cast), draft_id: draft.id, expected_revision: draft.revision };
}

/** A time from now on, as calls have it. */
export function later(millis) {
  return new Date(Date.now() + millis).toISOString();
}

/** When a post is to go out: early enough to be seen, late enough for what a client has to repeat before. */
function soon(cast) {
  return later(cast.leadMillis);
}

function words() {
  return `Some words, of which there is no second: ${randomUUID()}`;
}
