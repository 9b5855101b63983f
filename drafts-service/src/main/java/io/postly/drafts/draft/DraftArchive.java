package io.postly.drafts.draft;

import io.postly.action.event.Outbox;
import io.postly.action.event.OutgoingEvent;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.drafts.DraftsErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Puts drafts aside and takes them back. Their revisions stay as they are. Runs in the action's
 * transaction.
 */
@ApplicationScoped
class DraftArchive {

  /** The argument of an undo that says which archiving it takes back. */
  static final String ARCHIVED_AT = "archived_at";

  private static final Duration UNDO_KEPT = Duration.ofDays(30);

  private final DraftStore store;
  private final Outbox outbox;
  private final ActionContext context;
  private final Clock clock;

  DraftArchive(DraftStore store, Outbox outbox, ActionContext context, Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.context = context;
    this.clock = clock;
  }

  /** Refuses to go on with a draft that is put aside. */
  static void requireNotArchived(Draft draft) {
    if (draft.isArchived()) {
      throw ProblemException.of(
          DraftsErrorCode.DRAFT_ARCHIVED, "The draft was archived at " + draft.archivedAt() + ".");
    }
  }

  DraftAnswer archive(String workspace, UUID id) {
    DraftStore.Current current = locked(workspace, id);
    context.nextStep(
        "Tell the person that it can be restored. A post due this very moment may still go out; get_calendar shows it.");
    return current.draft().isArchived() ? unchanged(current) : archive(current);
  }

  DraftAnswer restore(String workspace, UUID id) {
    DraftStore.Current current = locked(workspace, id);
    context.nextStep(
        "If its review was withdrawn, call submit_for_approval when the person agrees.");
    return current.draft().isArchived() ? restore(current) : unchanged(current);
  }

  /** Archives what a call took out of the archive, or wrote, unless somebody else has since. */
  DraftAnswer archiveAsUndo(String workspace, UUID id) {
    if (locked(workspace, id).draft().isArchived()) {
      throw ProblemException.of(
          ActionErrorCode.UNDO_CONFLICT, "The draft is in the archive already.");
    }
    return archive(workspace, id);
  }

  /**
   * Restores what a call archived, unless somebody else has since.
   *
   * @param archivedAt when the call archived it; empty if that is not known
   */
  DraftAnswer restoreAsUndo(String workspace, UUID id, Optional<Instant> archivedAt) {
    Draft draft = locked(workspace, id).draft();
    if (!draft.isArchived()) {
      throw ProblemException.of(
          ActionErrorCode.UNDO_CONFLICT, "The draft is in the archive no longer.");
    }
    if (archivedAt.filter(at -> !at.equals(draft.archivedAt())).isPresent()) {
      throw ProblemException.of(
          ActionErrorCode.UNDO_CONFLICT,
          "The draft was restored, and archived again at " + draft.archivedAt() + ".");
    }
    return restore(workspace, id);
  }

  private DraftStore.Current locked(String workspace, UUID id) {
    DraftStore.Current current = store.lock(workspace, id);
    context.subject("draft", id, id);
    return current;
  }

  private DraftAnswer archive(DraftStore.Current current) {
    DraftAnswer before = answer(current);
    Instant at = current.draft().archive(now());
    context.undo(restoration(before, at));
    return announced(before, current, ArchiveChanged.ARCHIVED, at);
  }

  private DraftAnswer restore(DraftStore.Current current) {
    DraftAnswer before = answer(current);
    Instant at = current.draft().restore(now());
    context.undo(archiving(before, now()));
    return announced(before, current, ArchiveChanged.RESTORED, at);
  }

  private DraftAnswer unchanged(DraftStore.Current current) {
    context.undo(Undo.impossible("Nothing was changed."));
    return answer(current);
  }

  private DraftAnswer announced(
      DraftAnswer before, DraftStore.Current current, String type, Instant at) {
    Draft draft = current.draft();
    DraftAnswer after = answer(current);
    context.change(before, after);
    outbox.add(
        new OutgoingEvent(
            DraftRevised.TOPIC,
            type,
            draft.id(),
            draft.workspace(),
            ArchiveChanged.of(draft, context.caller(), at)));
    return after;
  }

  /** Takes back that a draft is among the others. */
  static Undo archiving(DraftAnswer draft, Instant now) {
    return Undo.by(
        "archive_draft",
        Map.of("workspace", draft.workspace(), "draft_id", draft.id()),
        now.plus(UNDO_KEPT));
  }

  private Undo restoration(DraftAnswer draft, Instant archivedAt) {
    return Undo.by(
        "restore_draft",
        Map.of("workspace", draft.workspace(), "draft_id", draft.id(), ARCHIVED_AT, archivedAt),
        now().plus(UNDO_KEPT));
  }

  private static DraftAnswer answer(DraftStore.Current current) {
    return DraftAnswer.of(current.draft(), current.revision());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
