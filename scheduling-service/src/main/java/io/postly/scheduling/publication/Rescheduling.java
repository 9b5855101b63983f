package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftRevision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Moves a publication to another time before it is sent. */
@ApplicationScoped
class Rescheduling {

  private final PublicationEditing editing;
  private final Publications publications;
  private final PublicationChanges changes;
  private final PublicationPreviews previews;
  private final PlannedTimes times;
  private final StandingPosts standingPosts;
  private final Contents contents;
  private final HeldBack heldBack;
  private final ActionContext context;
  private final Clock clock;

  Rescheduling(
      PublicationEditing editing,
      Publications publications,
      PublicationChanges changes,
      PublicationPreviews previews,
      PlannedTimes times,
      StandingPosts standingPosts,
      Contents contents,
      HeldBack heldBack,
      ActionContext context,
      Clock clock) {
    this.editing = editing;
    this.publications = publications;
    this.changes = changes;
    this.previews = previews;
    this.times = times;
    this.standingPosts = standingPosts;
    this.contents = contents;
    this.heldBack = heldBack;
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
                    "The post is " + publication.state.words() + ".");
              }
              Instant before = publication.dueAt;
              if (expected.filter(time -> !time.equals(before)).isPresent()) {
                throw ProblemException.of(
                    ActionErrorCode.UNDO_CONFLICT, "The post is planned for " + before + ".");
              }
              boolean wasQueued = publication.queued;
              moveTo(publication, dueAt, toSlot, now);
              context.preview(() -> previews.moving(publication));
              tellWhatHoldsItBack(publication);
              return undo(publication, before, wasQueued, now);
            }));
  }

  private void tellWhatHoldsItBack(Publication publication) {
    List<String> held = heldBack.of(publication.workspace, List.of(publication));
    if (!held.isEmpty()) {
      context.nextStep(String.join(" ", held));
    }
  }

  private void moveTo(Publication publication, Instant dueAt, boolean toSlot, Instant now) {
    Set<UUID> channel = Set.of(publication.channelId);
    Set<UUID> itself = Set.of(publication.id);
    requireNoTwin(publication, dueAt);
    Optional<Publication.Content> resumed = contentIfHeldAsLate(publication);
    if (toSlot) {
      times.requireFree(publication.workspace, channel, dueAt, itself);
      changes.apply(publication, step -> step.moveToSlot(dueAt, now));
    } else {
      times.require(publication.workspace, channel, dueAt, itself);
      changes.apply(publication, step -> step.moveTo(dueAt, now));
    }
    resumed.ifPresent(approved -> changes.apply(publication, step -> step.plan(approved, now)));
  }

  /** Two posts of a series are never sent to a channel at the same time. */
  private void requireNoTwin(Publication publication, Instant dueAt) {
    if (publication.seriesId != null
        && publications.notEnded(publication.draftId).stream()
            .filter(other -> other.isOf(publication.seriesId) && !other.id.equals(publication.id))
            .anyMatch(
                other ->
                    other.channelId.equals(publication.channelId) && other.dueAt.equals(dueAt))) {
      throw ProblemException.of(
          SchedulingErrorCode.ALREADY_SCHEDULED,
          "Another post of its series goes out on the channel at that time.");
    }
  }

  /** What waits for a person only because its time has passed goes out again with a new time. */
  private Optional<Publication.Content> contentIfHeldAsLate(Publication publication) {
    return publication.isHeldAsLate()
        ? contents
            .approved(publication.draftId)
            .filter(approved -> approved.channelIds().contains(publication.channelId))
            .map(approved -> requireNotShown(publication, approved))
            .map(approved -> new Publication.Content(approved.revision(), approved.contentHash()))
        : Optional.empty();
  }

  /** Another post may have been brought to say it since this one was held. */
  private DraftRevision requireNotShown(Publication publication, DraftRevision approved) {
    if (standingPosts.isPerhapsShownBeside(publication, approved)) {
      throw ProblemException.of(
              SchedulingErrorCode.ALREADY_PUBLISHED,
              "Another post of this draft says that on the channel, or may.")
          .nextStep("Ask the person: cancel_post takes this one back, delete_post the other.");
    }
    return approved;
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
