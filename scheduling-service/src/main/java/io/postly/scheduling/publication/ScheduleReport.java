package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.undo.Undo;
import io.postly.scheduling.publishing.PublishingStops;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Tells the caller, and the audit trail, of publications that have been made. */
@ApplicationScoped
class ScheduleReport {

  private final PublicationViews views;
  private final PublishingStops stops;
  private final ActionContext context;

  ScheduleReport(PublicationViews views, PublishingStops stops, ActionContext context) {
    this.views = views;
    this.stops = stops;
    this.context = context;
  }

  /**
   * The answer.
   *
   * @param made of one draft
   */
  ScheduledPublications of(String workspace, List<Publication> made, Undo undo) {
    Publication first = made.getFirst();
    return answer(
        workspace, new ScheduledPublications(views.of(workspace, made), null), first, undo);
  }

  /**
   * The answer for a series: its first posts, and when all of them go out.
   *
   * @param made of one draft and one series, in the order in which they go out
   * @param zone whose local time repeats
   */
  ScheduledPublications ofSeries(String workspace, List<Publication> made, ZoneId zone) {
    Publication first = made.getFirst();
    Publication last = made.getLast();
    List<String> times =
        made.stream()
            .map(post -> post.dueAt)
            .distinct()
            .map(at -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone)))
            .toList();
    ScheduledPublications answer =
        new ScheduledPublications(
            views.of(
                workspace, made.stream().filter(post -> post.dueAt.equals(first.dueAt)).toList()),
            new Series(first.seriesId, made.size(), zone.getId(), times));
    return answer(workspace, answer, first, CancelInverse.takingBackSeries(first, last.dueAt));
  }

  private ScheduledPublications answer(
      String workspace, ScheduledPublications answer, Publication first, Undo undo) {
    context.subject("publication", first.id, first.draftId);
    context.change(null, answer);
    context.undo(undo);
    context.nextStep(nextStep(first.state, stops.since(workspace).isPresent()));
    return answer;
  }

  private static String nextStep(PublicationState state, boolean isStopped) {
    if (state == PublicationState.PLANNED) {
      return isStopped
          ? "Tell the person that publishing is stopped in this workspace: the post stays planned,"
              + " and goes out only if publishing goes on in time. get_publishing_state says who"
              + " stopped it and why."
          : "Nothing more is needed: it goes out by itself. get_calendar shows what became of it.";
    }
    String approval =
        "It goes out only once this revision is approved, unless that is too late. If that has just been done,"
            + " get_calendar shows it planned in a moment; else call submit_for_approval.";
    return isStopped
        ? approval
            + " Tell the person, too, that publishing is stopped in this workspace;"
            + " get_publishing_state says by whom and why."
        : approval;
  }
}
