package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.content.Contents;
import io.postly.scheduling.content.DraftCopy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a publication back before it is sent. */
@ApplicationScoped
class Cancelling {

  private final PublicationEditing editing;
  private final Publications publications;
  private final Contents contents;
  private final PublicationChanges changes;
  private final ActionContext context;
  private final Clock clock;

  Cancelling(
      PublicationEditing editing,
      Publications publications,
      Contents contents,
      PublicationChanges changes,
      ActionContext context,
      Clock clock) {
    this.editing = editing;
    this.publications = publications;
    this.contents = contents;
    this.changes = changes;
    this.context = context;
    this.clock = clock;
  }

  CancelledPublication cancel(String workspace, UUID publicationId, String reason) {
    PublicationView cancelled =
        editing.edit(
            workspace,
            publicationId,
            (publication, draft) -> {
              requireCancellable(publication);
              Instant now = clock.instant();
              changes.apply(publication, step -> step.cancel(reason, now));
              return undo(List.of(publication), draft.revision(), now);
            });
    return new CancelledPublication(cancelled, null);
  }

  private static void requireCancellable(Publication publication) {
    if (!publication.state.isCancellable()) {
      throw ProblemException.of(
          SchedulingErrorCode.NOT_CANCELLABLE, "The post is " + publication.state.words() + ".");
    }
  }

  /** Takes a post of a series back, and every later one that can still be taken back. */
  CancelledPublication cancelRest(String workspace, UUID publicationId, String reason) {
    List<Publication> rest = new ArrayList<>();
    List<SeriesPosts> before = new ArrayList<>();
    PublicationView cancelled =
        editing.edit(
            workspace,
            publicationId,
            (publication, draft) -> {
              if (publication.seriesId == null) {
                throw ProblemException.invalid(
                    "rest_of_series", "must be left out: the post belongs to no series");
              }
              requireCancellable(publication);
              Instant now = clock.instant();
              rest.addAll(
                  lockStanding(publication.draftId, publication.seriesId).stream()
                      .filter(post -> !post.dueAt.isBefore(publication.dueAt))
                      .toList());
              before.add(SeriesPosts.of(publication.seriesId, rest));
              changes.apply(rest, step -> step.cancel(reason, now));
              return undo(rest, draft.revision(), now);
            });
    // The edit has told of the post that was named; this call has changed all of them.
    context.change(before.getFirst(), SeriesPosts.of(cancelled.seriesId(), rest));
    CancelledPublication answer = new CancelledPublication(cancelled, rest.size());
    context.nextStep(
        "Tell the person how many posts were cancelled; what was on its way already is not among"
            + " them.");
    return answer;
  }

  /** The posts of a series that can still be taken back, locked. */
  private List<Publication> lockStanding(UUID draftId, UUID seriesId) {
    return publications.lockNotEnded(draftId).stream()
        .filter(post -> post.isOf(seriesId) && post.state.isCancellable())
        .toList();
  }

  /** Takes every post of a series back that has not gone out and is not on its way. */
  CancelledSeries cancelSeries(UUID draftId, UUID seriesId) {
    DraftCopy draft = contents.lock(draftId).orElseThrow();
    Instant now = clock.instant();
    List<Publication> standing = lockStanding(draftId, seriesId);
    if (standing.isEmpty()) {
      throw ProblemException.of(
          SchedulingErrorCode.NOT_CANCELLABLE,
          "All posts of the series have gone out, are on their way or cancelled.");
    }
    context.subject("publication", standing.getFirst().id, draftId);
    SeriesPosts before = SeriesPosts.of(seriesId, standing);
    changes.apply(standing, step -> step.cancel(null, now));
    context.change(before, SeriesPosts.of(seriesId, standing));
    context.undo(undo(standing, draft.revision(), now));
    return new CancelledSeries(seriesId, standing.size());
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
    if (first.seriesId != null) {
      return undoOfSeries(cancelled, revision, now);
    }
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

  /** Plans those of the posts again whose time has not passed: each where and when it was. */
  private static Undo undoOfSeries(List<Publication> cancelled, int revision, Instant now) {
    List<Publication> ahead =
        cancelled.stream()
            .filter(post -> post.dueAt.isAfter(now))
            .sorted(Comparator.comparing(post -> post.dueAt))
            .toList();
    return ahead.isEmpty()
        ? Undo.impossible(
            "The time it was planned for has passed; schedule the draft for another time.")
        : ScheduleInverse.planningAgain(ahead, revision);
  }
}
