package io.postly.scheduling.publication;

import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a publication back before it is sent. */
@ApplicationScoped
class Cancelling {

  private final PublicationEditing editing;
  private final PublicationChanges changes;
  private final Clock clock;

  Cancelling(PublicationEditing editing, PublicationChanges changes, Clock clock) {
    this.editing = editing;
    this.changes = changes;
    this.clock = clock;
  }

  CancelledPublication cancel(String workspace, UUID publicationId, String reason) {
    return new CancelledPublication(
        editing.edit(
            workspace,
            publicationId,
            (publication, draft) -> {
              if (!publication.state.isCancellable()) {
                throw ProblemException.of(
                    SchedulingErrorCode.NOT_CANCELLABLE,
                    "The post is " + publication.state.label() + ".");
              }
              Instant now = clock.instant();
              changes.apply(publication, step -> step.cancel(reason, now));
              return undo(List.of(publication), draft.revision(), now);
            }));
  }

  /**
   * Takes what was planned in one call back, all of it or nothing. What has been cancelled since is
   * left as it is.
   */
  CancelledPublications cancelAll(String workspace, List<UUID> publicationIds) {
    return new CancelledPublications(
        editing.editAll(
            workspace,
            publicationIds,
            (publications, shown, drafts) -> {
              requireCancellable(shown);
              Instant now = clock.instant();
              List<Publication> standing =
                  publications.stream()
                      .filter(publication -> publication.state.isCancellable())
                      .toList();
              standing.forEach(
                  publication -> changes.apply(publication, step -> step.cancel(null, now)));
              return drafts.size() == 1
                  ? undo(standing, drafts.iterator().next().revision(), now)
                  : Undo.impossible("Plan the posts anew with plan_posts.");
            }));
  }

  private static void requireCancellable(List<PublicationView> shown) {
    List<PublicationView> standing =
        shown.stream().filter(view -> stateOf(view) != PublicationState.CANCELLED).toList();
    List<String> obstacles =
        standing.stream()
            .filter(view -> !stateOf(view).isCancellable())
            .map(view -> "the post on \"%s\" is %s".formatted(view.channelName(), view.state()))
            .toList();
    if (!obstacles.isEmpty()) {
      throw ProblemException.of(
          SchedulingErrorCode.NOT_CANCELLABLE,
          "Nothing was cancelled: " + String.join(", ", obstacles) + ".");
    }
    if (standing.isEmpty()) {
      throw ProblemException.of(
          SchedulingErrorCode.NOT_CANCELLABLE, "All its posts are cancelled already.");
    }
  }

  private static PublicationState stateOf(PublicationView view) {
    return PublicationState.of(view.state()).orElseThrow();
  }

  /** Schedules or queues the draft as it is by now: another revision would be refused. */
  private static Undo undo(List<Publication> cancelled, int revision, Instant now) {
    Publication first = cancelled.getFirst();
    if (cancelled.stream().anyMatch(publication -> publication.isDue(now))) {
      return Undo.impossible(
          "The time it was planned for has passed; schedule the draft for another time.");
    }
    if (cancelled.stream().anyMatch(publication -> !publication.dueAt.equals(first.dueAt))) {
      return Undo.impossible(
          "The posts were planned for different times; schedule the draft anew for each.");
    }
    return Undo.by(
        "schedule_post",
        Map.of(
            "workspace",
            first.workspace,
            "draft_id",
            first.draftId,
            "expected_revision",
            revision,
            "publish_at",
            first.dueAt.toString(),
            "channel_ids",
            cancelled.stream().map(publication -> publication.channelId).toList(),
            ScheduleInverse.QUEUED,
            cancelled.stream().allMatch(publication -> publication.queued)),
        first.dueAt);
  }
}
