package io.postly.scheduling.publication;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import io.postly.action.identifier.Identifiers;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import io.postly.scheduling.publication.PostMaking.Occurrence;
import io.postly.scheduling.publication.PostMaking.Plannable;
import io.postly.scheduling.publication.PostMaking.Wanted;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Plans a draft to go out again and again: one publication for each date and channel, all of them
 * at once or none.
 */
@ApplicationScoped
class Repeating {

  private final PostMaking posts;
  private final PlannedTimes times;
  private final Publications publications;
  private final PublicationChanges changes;
  private final PublicationPreviews previews;
  private final ScheduleReport report;
  private final Workspaces workspaces;
  private final ActionContext context;
  private final Clock clock;

  Repeating(
      PostMaking posts,
      PlannedTimes times,
      Publications publications,
      PublicationChanges changes,
      PublicationPreviews previews,
      ScheduleReport report,
      Workspaces workspaces,
      ActionContext context,
      Clock clock) {
    this.posts = posts;
    this.times = times;
    this.publications = publications;
    this.changes = changes;
    this.previews = previews;
    this.report = report;
    this.workspaces = workspaces;
    this.context = context;
    this.clock = clock;
  }

  ScheduledPublications schedule(String workspace, NewPublication request) {
    Instant now = now();
    ZoneId zone = SeriesTimes.zone(request, workspaces.timeZone(workspace));
    List<Violation> violations = new ArrayList<>();
    List<Instant> dates = new SeriesTimes(zone, now, violations).read(request);
    if (!violations.isEmpty() && request.channelIds() == null) {
      throw ProblemException.invalid(violations);
    }
    Plannable plannable =
        posts.check(
            workspace,
            new Wanted(request.draftId(), request.expectedRevision(), request.channelIds()),
            violations);
    List<Occurrence> occurrences =
        dates.stream()
            .flatMap(at -> plannable.channelIds().stream().map(id -> new Occurrence(id, at)))
            .toList();
    return add(plannable, Identifiers.next(), occurrences, zone, now);
  }

  /**
   * Plans posts of a series again that were cancelled.
   *
   * @throws ProblemException {@code undo_conflict} if another post of the series goes out at the
   *     time of one by now
   */
  ScheduledPublications planAgain(
      String workspace, Wanted wanted, UUID seriesId, List<Occurrence> cancelled) {
    Instant now = now();
    Plannable plannable = posts.check(workspace, wanted.ofSeries(seriesId), new ArrayList<>());
    requireFree(wanted.draftId(), cancelled);
    return add(plannable, seriesId, cancelled, workspaces.timeZone(workspace), now);
  }

  private void requireFree(UUID draftId, List<Occurrence> cancelled) {
    publications.notEnded(draftId).stream()
        .filter(post -> cancelled.contains(new Occurrence(post.channelId, post.dueAt)))
        .findFirst()
        .ifPresent(
            post -> {
              throw ProblemException.of(
                  ActionErrorCode.UNDO_CONFLICT,
                  "Another post of the series goes out at " + post.dueAt + " by now.");
            });
  }

  private ScheduledPublications add(
      Plannable plannable, UUID seriesId, List<Occurrence> occurrences, ZoneId zone, Instant now) {
    String workspace = plannable.revision().workspace();
    times.requireAll(workspace, byChannel(occurrences));
    List<Publication> made =
        posts
            .make(
                plannable,
                occurrences.stream().sorted(Comparator.comparing(Occurrence::dueAt)).toList(),
                now)
            .stream()
            .map(post -> post.inSeries(seriesId))
            .toList();
    changes.add(made);
    context.preview(() -> previews.repeating(made));
    return report.ofSeries(workspace, made, zone);
  }

  private static Map<UUID, NavigableSet<Instant>> byChannel(List<Occurrence> occurrences) {
    return occurrences.stream()
        .collect(
            groupingBy(
                Occurrence::channelId, mapping(Occurrence::dueAt, toCollection(TreeSet::new))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
