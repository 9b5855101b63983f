// Work that is begun under one version and ended under another. Each beginning answers its end.
import { randomUUID } from "node:crypto";

import { approved, asked, goneOn, later, of, planned, revision, submitted, written } from "../traffic/journeys.mjs";

const FAR_AHEAD_MILLIS = 30 * 24 * 3_600_000;
/** Posts fall due while parts are replaced, and after. */
const DUE_EVERY_MILLIS = 10_000;

/** Begins all kinds of work in each workspace; answers what ends all of it. */
export async function begin(casts, ledger) {
  const ends = [];
  for (const cast of casts) {
    for (const beginning of BEGINNINGS) {
      ends.push({ name: `${beginning.name} (${cast.workspace})`, end: await beginning(cast, ledger) });
    }
  }
  return ends;
}

const BEGINNINGS = [
  reviewToDecide,
  postToApprove,
  scheduleToConfirm,
  approvalToConfirm,
  archivingToUndo,
  editToUndo,
  cancellationToUndo,
  callToRepeat,
];

/** Plans posts of which nothing is left to do: they must go out, each once and not early, whatever runs by then. */
export async function planAhead(casts, ledger, count) {
  for (let post = 1; post <= count; post++) {
    const cast = casts[post % casts.length];
    const draft = await written(cast, cast.editor, ledger, post % 3 === 0 ? "sandbox" : "webhook");
    await approved(cast, ledger, draft);
    await planned(cast, cast.editor, ledger, draft, later(cast.leadMillis + post * DUE_EVERY_MILLIS));
  }
}

async function reviewToDecide(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const review = await submitted(cast, cast.editor, ledger, draft);
  return () => approve(cast, ledger, draft, review);
}

async function postToApprove(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "webhook");
  const review = await submitted(cast, cast.editor, ledger, draft);
  const { publications } = await cast.editor.call("schedule_post", {
    ...revision(cast, draft),
    publish_at: later(FAR_AHEAD_MILLIS),
  });
  return async () => {
    await approve(cast, ledger, draft, review);
    for (const { id } of publications) {
      const moved = { ...of(cast), publication_id: id, publish_at: later(cast.leadMillis) };
      const { publication } = await cast.editor.call("reschedule_post", moved);
      ledger.publication(publication, "published", draft.text);
    }
  };
}

async function scheduleToConfirm(cast, ledger) {
  const [assistant] = cast.editorAssistants;
  const draft = await written(cast, assistant.caller, ledger, "webhook");
  await approved(cast, ledger, draft);
  const schedule = { ...revision(cast, draft), publish_at: later(FAR_AHEAD_MILLIS) };
  const confirmation = await asked(assistant, "schedule_post", schedule);
  return async () => {
    const { publications } = await goneOn(cast, assistant, "schedule_post", schedule, confirmation);
    publications.forEach((publication) => ledger.publication(publication, "planned", draft.text));
  };
}

async function approvalToConfirm(cast, ledger) {
  const [assistant] = cast.approverAssistants;
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const review = await submitted(cast, cast.editor, ledger, draft);
  const approval = { ...of(cast), review_id: review.id, expected_revision: draft.revision };
  const confirmation = await asked(assistant, "approve_draft", approval);
  return async () => ledger.review(await goneOn(cast, assistant, "approve_draft", approval, confirmation), "approved");
}

async function archivingToUndo(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const archived = await cast.editor.call("archive_draft", { ...of(cast), draft_id: draft.id });
  ledger.draft(archived);
  return async () => ledger.draft(await undone(cast, archived));
}

async function editToUndo(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const edited = await cast.editor.call("update_draft", { ...revision(cast, draft), text: `${draft.text}, and more` });
  ledger.draft(edited);
  return async () => ledger.draft(await undone(cast, edited));
}

async function cancellationToUndo(cast, ledger) {
  const draft = await written(cast, cast.editor, ledger, "sandbox");
  const [{ id }] = await planned(cast, cast.editor, ledger, draft, later(FAR_AHEAD_MILLIS));
  const cancelled = await cast.editor.call("cancel_post", { ...of(cast), publication_id: id, reason: "Another time" });
  ledger.publication(cancelled.publication, "cancelled", draft.text);
  return async () => {
    const { publications } = await undone(cast, cancelled);
    publications.forEach((publication) => ledger.publication(publication, "awaiting_approval", draft.text));
  };
}

/** The key that one version was given, the other one knows. */
async function callToRepeat(cast, ledger) {
  const key = randomUUID();
  const draft = { ...of(cast), text: `Once and no more: ${key}` };
  const once = await cast.editor.call("create_draft", draft, key);
  ledger.draft(once);
  return async () => {
    const again = await cast.editor.call("create_draft", draft, key);
    if (again.id !== once.id) {
      throw new Error(`${once.id} was made again, as ${again.id}`);
    }
  };
}

async function approve(cast, ledger, draft, review) {
  const decision = { ...of(cast), review_id: review.id, expected_revision: draft.revision };
  ledger.review(await cast.approver.call("approve_draft", decision), "approved");
}

async function undone(cast, { action }) {
  const { result } = await cast.editor.call("undo_action", { ...of(cast), undo_id: action.undo.id });
  return result;
}
