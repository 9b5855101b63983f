package io.postly.scheduling.workspace;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

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
    Workspace workspace = workspaces.lock(slug);
    WorkspaceTimeZone before = new WorkspaceTimeZone(slug, workspace.timeZone);
    workspace.timeZone = zone.getId();
    WorkspaceTimeZone after = new WorkspaceTimeZone(slug, workspace.timeZone);
    context.subject("workspace", workspace.id, null);
    context.change(before, after);
    context.undo(
        Undo.by(
            "set_time_zone",
            Map.of("workspace", slug, "time_zone", before.timeZone()),
            context.startedAt().plus(UNDO)));
    return after;
  }
}
