package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.publication.PostMaking.Plannable;
import io.postly.scheduling.publication.PostMaking.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Plans a draft to go out in the next free slot of each channel's queue. */
@ApplicationScoped
class Queueing {

  private final PostMaking posts;
  private final NextSlots slots;
  private final PlannedTimes times;
  private final PublicationChanges changes;
  private final PublicationPreviews previews;
  private final ScheduleReport report;
  private final ActionContext context;
  private final Clock clock;

  Queueing(
      PostMaking posts,
      NextSlots slots,
      PlannedTimes times,
      PublicationChanges changes,
      PublicationPreviews previews,
      ScheduleReport report,
      ActionContext context,
      Clock clock) {
    this.posts = posts;
    this.slots = slots;
    this.times = times;
    this.changes = changes;
    this.previews = previews;
    this.report = report;
    this.context = context;
    this.clock = clock;
  }

  ScheduledPublications queue(String workspace, QueuedPublication request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Plannable plannable =
        posts.check(
            workspace,
            new Wanted(request.draftId(), request.expectedRevision(), request.channelIds()),
            new ArrayList<>());
    Map<UUID, Instant> next = slots.take(workspace, plannable.channelIds(), now);
    return add(workspace, posts.make(plannable, next::get, now));
  }

  /**
   * Gives posts that were cancelled their slots back.
   *
   * @throws ProblemException {@code undo_conflict} if another post has one of them by now
   */
  ScheduledPublications queueAgain(String workspace, Wanted wanted, Instant slot) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Plannable plannable = posts.check(workspace, wanted, new ArrayList<>());
    if (!slot.isAfter(now)) {
      throw ProblemException.of(ActionErrorCode.UNDO_CONFLICT, "The slot has passed.");
    }
    times.requireFree(workspace, plannable.channelIds(), slot, Set.of());
    return add(workspace, posts.make(plannable, _ -> slot, now));
  }

  private ScheduledPublications add(String workspace, List<Publication> made) {
    made.forEach(post -> changes.add(post.inQueue()));
    context.preview(() -> previews.queueing(made));
    Instant first =
        made.stream().map(post -> post.dueAt).min(Comparator.naturalOrder()).orElseThrow();
    return report.of(workspace, made, CancelInverse.takingBack(workspace, made, first));
  }
}
