package io.postly.scheduling.publication;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the caller, and the audit trail, of publications that have been made. */
@ApplicationScoped
class ScheduleReport {

  private static final String GOES_OUT =
      "Nothing more is needed: it goes out by itself. get_calendar shows what became of it.";
  private static final String NEEDS_APPROVAL =
      "It goes out only once this revision is approved, unless that is too late. If that has just been done,"
          + " get_calendar shows it planned in a moment; else call submit_for_approval.";

  private final PublicationViews views;
  private final HeldBack heldBack;
  private final ActionContext context;

  ScheduleReport(PublicationViews views, HeldBack heldBack, ActionContext context) {
    this.views = views;
    this.heldBack = heldBack;
    this.context = context;
  }

  /**
   * The answer.
   *
   * @param made of one draft
   */
  ScheduledPublications of(String workspace, List<Publication> made, Undo undo) {
    return answer(
        workspace, new ScheduledPublications(views.of(workspace, made), null), made, undo);
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
    return answer(workspace, answer, made, CancelInverse.takingBackSeries(first, last.dueAt));
  }

  private ScheduledPublications answer(
      String workspace, ScheduledPublications answer, List<Publication> made, Undo undo) {
    Publication first = made.getFirst();
    context.subject("publication", first.id, first.draftId);
    context.change(null, answer);
    context.undo(undo);
    context.nextStep(nextStep(first.state, heldBack.of(workspace, made)));
    return answer;
  }

  private static String nextStep(PublicationState state, List<String> heldBack) {
    if (state != PublicationState.PLANNED) {
      return Stream.concat(Stream.of(NEEDS_APPROVAL), heldBack.stream())
          .collect(Collectors.joining(" "));
    }
    return heldBack.isEmpty() ? GOES_OUT : String.join(" ", heldBack);
  }
}
