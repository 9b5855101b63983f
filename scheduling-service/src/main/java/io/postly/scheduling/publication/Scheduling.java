package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.action.undo.Undo;
import io.postly.scheduling.publication.PostMaking.Plannable;
import io.postly.scheduling.publication.PostMaking.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a draft to go out at a time that a person has named: one publication for each channel. */
@ApplicationScoped
class Scheduling {

  private final PostMaking posts;
  private final PlannedTimes times;
  private final PublicationChanges changes;
  private final PublicationPreviews previews;
  private final ScheduleReport report;
  private final PublishingNow publishingNow;
  private final Repeating repeating;
  private final ActionContext context;
  private final Clock clock;

  Scheduling(
      PostMaking posts,
      PlannedTimes times,
      PublicationChanges changes,
      PublicationPreviews previews,
      ScheduleReport report,
      PublishingNow publishingNow,
      Repeating repeating,
      ActionContext context,
      Clock clock) {
    this.posts = posts;
    this.times = times;
    this.changes = changes;
    this.previews = previews;
    this.report = report;
    this.publishingNow = publishingNow;
    this.repeating = repeating;
    this.context = context;
    this.clock = clock;
  }

  ScheduledPublications schedule(String workspace, NewPublication request) {
    return request.repeat() == null
        ? scheduleOnce(workspace, request)
        : repeating.schedule(workspace, request);
  }

  private ScheduledPublications scheduleOnce(String workspace, NewPublication request) {
    Instant now = now();
    List<Violation> violations = new ArrayList<>();
    Optional<Instant> dueAt =
        PublishTime.read(request.publishAt(), request.timeZone(), now, violations);
    if (dueAt.isEmpty() && request.channelIds() == null) {
      throw ProblemException.invalid(violations);
    }
    Plannable plannable =
        posts.check(
            workspace,
            new Wanted(request.draftId(), request.expectedRevision(), request.channelIds()),
            violations);
    times.require(workspace, plannable.channelIds(), dueAt.orElseThrow(), Set.of());
    List<Publication> made = posts.make(plannable, _ -> dueAt.orElseThrow(), now);
    made.forEach(changes::add);
    context.preview(() -> previews.scheduling(made));
    return report.of(
        workspace, made, CancelInverse.takingBack(workspace, made, dueAt.orElseThrow()));
  }

  /** Plans it for this moment; only what is approved already can go out so. */
  ScheduledPublications publishNow(String workspace, ImmediatePublication request) {
    Plannable plannable =
        posts.check(
            workspace,
            new Wanted(request.draftId(), request.expectedRevision(), request.channelIds()),
            new ArrayList<>());
    publishingNow.refuseWhileStopped(workspace);
    if (!plannable.approved()) {
      throw PublishingNow.notApproved(request.expectedRevision());
    }
    Instant now = now();
    List<String> conflicts = times.conflicts(workspace, plannable.channelIds(), now);
    List<Publication> made = posts.make(plannable, _ -> now, now);
    made.forEach(changes::add);
    context.preview(() -> previews.publishing(made, conflicts));
    ScheduledPublications answer =
        report.of(workspace, made, Undo.impossible("It goes out at once."));
    if (!conflicts.isEmpty()) {
      context.nextStep(
          "Tell the person that it goes out although this breaks %d of the workspace's publishing rules; get_calendar shows what became of it."
              .formatted(conflicts.size()));
    }
    return answer;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
