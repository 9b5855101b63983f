package io.postly.approvals.note;

import io.postly.action.identifier.Identifiers;
import io.postly.action.page.PagePosition;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.undo.Undo;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.review.ReviewedContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The rules of notes. A note decides nothing and changes no review, so one may be written whatever
 * the review's state: also on what was approved, or sent back.
 */
@ApplicationScoped
class ReviewNotes {

  private static final Duration UNDO_KEPT = Duration.ofDays(30);

  private final ReviewedContent reviewed;
  private final ReviewNoteStore store;
  private final ActionContext context;
  private final Clock clock;

  ReviewNotes(ReviewedContent reviewed, ReviewNoteStore store, ActionContext context, Clock clock) {
    this.reviewed = reviewed;
    this.store = store;
    this.context = context;
    this.clock = clock;
  }

  NoteAnswer add(String workspace, UUID reviewId, NewNote request) {
    ContentRevision content = reviewed.of(workspace, reviewId);
    context.subject("review", reviewId, content.id().draftId());
    QuotedPassage passage =
        request.passage() == null ? null : request.passage().quotedFrom(content);
    ReviewNote note =
        new ReviewNote(
            Identifiers.next(), reviewId, passage, request.text(), context.caller(), now());
    store.add(note);
    NoteAnswer answer = NoteAnswer.of(note);
    context.subject("note", note.id(), content.id().draftId());
    context.change(null, answer);
    context.undo(
        Undo.by(
            "resolve_review_note",
            Map.of("workspace", workspace, "review_id", reviewId, "note_id", note.id()),
            now().plus(UNDO_KEPT)));
    context.nextStep(
        "To send the draft back to its author with what the notes say, request_changes.");
    return answer;
  }

  NotePage list(String workspace, UUID reviewId, String cursor, int limit) {
    ContentRevision content = reviewed.of(workspace, reviewId);
    context.subject("review", reviewId, content.id().draftId());
    List<ReviewNote> found = store.list(reviewId, cursor, limit);
    List<ReviewNote> shown = found.stream().limit(limit).toList();
    String next = found.size() > shown.size() ? cursorAfter(shown.getLast()) : null;
    return new NotePage(shown.stream().map(NoteAnswer::of).toList(), next);
  }

  NoteAnswer resolve(String workspace, UUID reviewId, UUID noteId) {
    ContentRevision content = reviewed.of(workspace, reviewId);
    ReviewNote note = store.lock(reviewId, noteId);
    context.subject("note", noteId, content.id().draftId());
    NoteAnswer before = NoteAnswer.of(note);
    if (note.isResolved()) {
      context.undo(Undo.impossible("Nothing was changed."));
      return before;
    }
    note.resolve(context.caller(), now());
    NoteAnswer after = NoteAnswer.of(note);
    context.change(before, after);
    context.undo(Undo.impossible("A resolved note stays in the record; write another one."));
    return after;
  }

  private static String cursorAfter(ReviewNote last) {
    return new PagePosition(last.writtenAt(), last.id()).cursor();
  }

  // What the database keeps of an instant, so that an answer reads the same the second time.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
