package io.postly.scheduling.workspace;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Sets the time zone in which a workspace's times are shown. What is planned keeps its instant. */
@ApplicationScoped
class TimeZoneSetting {

  private static final Duration UNDO = Duration.ofDays(30);

  private final Workspaces workspaces;
  private final ActionContext context;

  TimeZoneSetting(Workspaces workspaces, ActionContext context) {
    this.workspaces = workspaces;
    this.context = context;
  }

  WorkspaceTimeZone set(String slug, String name) {
    ZoneId zone =
        TimeZones.of(name)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "time_zone", "must be an IANA time zone such as Europe/Rome"));
    Workspace workspace = locked(slug);
    WorkspaceTimeZone before = new WorkspaceTimeZone(slug, workspace.timeZone);
    workspace.timeZone = zone.getId();
    WorkspaceTimeZone after = new WorkspaceTimeZone(slug, workspace.timeZone);
    context.change(before, after);
    context.undo(
        before.equals(after) ? Undo.impossible("Nothing was changed.") : undo(before, after));
    return after;
  }

  /**
   * Sets the zone back, unless somebody has set another one since.
   *
   * @param setTo what the call that is taken back had set; empty if that is not known
   */
  WorkspaceTimeZone setBack(String slug, String before, Optional<String> setTo) {
    String current = locked(slug).timeZone;
    if (setTo.filter(zone -> !zone.equals(current)).isPresent()) {
      throw ProblemException.of(
          ActionErrorCode.UNDO_CONFLICT, "The time zone is " + current + " by now.");
    }
    return set(slug, before);
  }

  private Workspace locked(String slug) {
    Workspace workspace = workspaces.lock(slug);
    context.subject("workspace", workspace.id, null);
    return workspace;
  }

  private Undo undo(WorkspaceTimeZone before, WorkspaceTimeZone after) {
    return Undo.by(
        "set_time_zone",
        Map.of(
            "workspace",
            before.workspace(),
            "time_zone",
            before.timeZone(),
            TimeZoneInverse.SET_TO,
            after.timeZone()),
        context.startedAt().plus(UNDO).truncatedTo(ChronoUnit.MICROS));
  }
}
