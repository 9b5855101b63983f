package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.slot.PostingQueues;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Moves a publication to another time before it is sent. */
@ApplicationScoped
class Rescheduling {

  private final PublicationEditing editing;
  private final PublicationChanges changes;
  private final PublicationPreviews previews;
  private final PostingQueues queues;
  private final ActionContext context;
  private final Clock clock;

  Rescheduling(
      PublicationEditing editing,
      PublicationChanges changes,
      PublicationPreviews previews,
      PostingQueues queues,
      ActionContext context,
      Clock clock) {
    this.editing = editing;
    this.changes = changes;
    this.previews = previews;
    this.queues = queues;
    this.context = context;
    this.clock = clock;
  }

  RescheduledPublication reschedule(String workspace, UUID publicationId, NewPublishTime wanted) {
    return move(workspace, publicationId, wanted, Optional.empty(), false);
  }

  /**
   * Moves a publication back, unless it has been moved again since.
   *
   * @param movedTo where the move that is taken back had moved it to; empty if that is not known
   * @param toSlot whether it had a slot of its channel's queue before, which it then gets back
   */
  RescheduledPublication moveBack(
      String workspace,
      UUID publicationId,
      NewPublishTime before,
      Optional<Instant> movedTo,
      boolean toSlot) {
    return move(workspace, publicationId, before, movedTo, toSlot);
  }

  private RescheduledPublication move(
      String workspace,
      UUID publicationId,
      NewPublishTime wanted,
      Optional<Instant> expected,
      boolean toSlot) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant dueAt = read(wanted, now);
    return new RescheduledPublication(
        editing.edit(
            workspace,
            publicationId,
            (publication, draft) -> {
              if (!publication.state.isCancellable()) {
                throw ProblemException.of(
                    SchedulingErrorCode.NOT_RESCHEDULABLE,
                    "The post is " + publication.state.label() + ".");
              }
              Instant before = publication.dueAt;
              if (expected.filter(time -> !time.equals(before)).isPresent()) {
                throw ProblemException.of(
                    ActionErrorCode.UNDO_CONFLICT, "The post is planned for " + before + ".");
              }
              boolean wasQueued = publication.queued;
              if (toSlot) {
                requireFree(publication, dueAt);
                changes.apply(publication, step -> step.moveToSlot(dueAt, now));
              } else {
                changes.apply(publication, step -> step.moveTo(dueAt, now));
              }
              context.preview(() -> previews.moving(publication));
              return undo(publication, before, wasQueued, now);
            }));
  }

  private void requireFree(Publication publication, Instant slot) {
    queues.lock(publication.workspace, publication.channelId);
    if (!queues.isFree(publication.channelId, slot)) {
      throw ProblemException.of(ActionErrorCode.UNDO_CONFLICT, "Another post has its slot by now.");
    }
  }

  private static Instant read(NewPublishTime wanted, Instant now) {
    List<Violation> violations = new ArrayList<>();
    return PublishTime.read(wanted.publishAt(), wanted.timeZone(), now, violations)
        .orElseThrow(() -> ProblemException.invalid(violations));
  }

  private static Undo undo(
      Publication publication, Instant before, boolean wasQueued, Instant now) {
    if (!before.isAfter(now)) {
      return Undo.impossible("The time it was planned for before has passed.");
    }
    return Undo.by(
        "reschedule_post",
        Map.of(
            "workspace",
            publication.workspace,
            "publication_id",
            publication.id,
            "publish_at",
            before.toString(),
            RescheduleInverse.MOVED_TO,
            publication.dueAt.toString(),
            RescheduleInverse.QUEUED,
            wasQueued),
        before);
  }
}
