package io.postly.scheduling.publishing;

import io.postly.action.confirmation.Preview;
import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.publishing.PublishingState.Decision;
import io.postly.scheduling.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The emergency stop: holds back everything of a workspace that has not begun to be sent, at once
 * and until somebody lets it go on.
 */
@ApplicationScoped
class PublishingControl {

  private static final Duration UNDO = Duration.ofDays(30);
  private static final int MOST_SHOWN = 50;

  private final PublishingStops stops;
  private final Workspaces workspaces;
  private final ActionContext context;
  private final Clock clock;
  private final Duration grace;

  PublishingControl(
      PublishingStops stops,
      Workspaces workspaces,
      ActionContext context,
      Clock clock,
      SchedulingConfig config) {
    this.stops = stops;
    this.workspaces = workspaces;
    this.context = context;
    this.clock = clock;
    this.grace = config.dispatch().grace();
  }

  PublishingState state(String workspace) {
    List<Decision> history =
        stops.latest(workspace, MOST_SHOWN).stream().map(Decision::of).toList();
    return PublishingState.of(history, stops.countBeingSent(workspace));
  }

  PublishingState stop(String workspace, String reason) {
    begin(workspace);
    context.nextStep(
        "Tell the person that nothing more begins to be sent, and that what is due meanwhile stays"
            + " planned. get_calendar shows what had begun before. An admin lets publishing go"
            + " on.");
    if (stops.since(workspace).isPresent()) {
      return unchanged(workspace);
    }
    Optional<PublishingChange> before = latest(workspace);
    PublishingChange change =
        PublishingChange.stop(workspace, reason.strip(), context.caller(), after(before));
    stops.stop(change);
    context.undo(
        Undo.by(
            "resume_publishing",
            Map.of("workspace", workspace, ResumeInverse.STOPPED_AT, change.changedAt.toString()),
            change.changedAt.plus(UNDO)));
    return changed(before, change);
  }

  PublishingState resume(String workspace) {
    return resume(workspace, Optional.empty());
  }

  /**
   * Takes a stop back, unless somebody has stopped publishing anew since.
   *
   * @param stoppedAt the stop that is taken back; empty if that is not known
   */
  PublishingState resume(String workspace, Optional<Instant> stoppedAt) {
    begin(workspace);
    refuseIfStoppedAnew(workspace, stoppedAt);
    context.preview(
        () ->
            Preview.of(
                "Let publishing go on in this workspace: what is due goes out at once",
                "resume after " + stops.since(workspace).map(Instant::toString).orElse("no stop")));
    context.nextStep(
        "What is due goes out now; what is more than "
            + grace.toMinutes()
            + " minutes late is missed. get_calendar shows which.");
    if (stops.since(workspace).isEmpty()) {
      return unchanged(workspace);
    }
    PublishingChange before = latest(workspace).orElseThrow();
    PublishingChange change =
        PublishingChange.resume(workspace, context.caller(), after(Optional.of(before)));
    stops.resume(change);
    context.undo(
        Undo.by(
            "stop_publishing",
            Map.of("workspace", workspace, "reason", before.reason),
            change.changedAt.plus(UNDO)));
    return changed(Optional.of(before), change);
  }

  private void refuseIfStoppedAnew(String workspace, Optional<Instant> stoppedAt) {
    stops
        .since(workspace)
        .filter(since -> stoppedAt.isPresent() && !since.equals(stoppedAt.get()))
        .ifPresent(
            since -> {
              throw ProblemException.of(
                  ActionErrorCode.UNDO_CONFLICT,
                  "Publishing has been stopped anew at " + since + ".");
            });
  }

  private void begin(String workspace) {
    context.subject("workspace", workspaces.id(workspace), null);
    stops.lock(workspace);
  }

  private PublishingState unchanged(String workspace) {
    context.undo(Undo.impossible("Nothing was changed."));
    return state(workspace);
  }

  private PublishingState changed(Optional<PublishingChange> before, PublishingChange change) {
    context.change(before.map(Decision::of).orElse(null), Decision.of(change));
    return state(change.workspace);
  }

  private Optional<PublishingChange> latest(String workspace) {
    return stops.latest(workspace, 1).stream().findFirst();
  }

  /** Later than the change before, whatever the clock of this replica says. */
  private Instant after(Optional<PublishingChange> before) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return before
        .map(change -> change.changedAt.plus(1, ChronoUnit.MICROS))
        .filter(now::isBefore)
        .orElse(now);
  }
}
