package io.postly.scheduling.workspace;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Role;
import io.postly.action.Scope;
import io.postly.action.pipeline.ActionContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeMap;

/** The caller's workspaces and their settings. */
@ApplicationScoped
@Path("/api/v1/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WorkspaceResource {

  private final Workspaces workspaces;
  private final TimeZoneSetting timeZoneSetting;
  private final ActionContext context;

  WorkspaceResource(Workspaces workspaces, TimeZoneSetting timeZoneSetting, ActionContext context) {
    this.workspaces = workspaces;
    this.timeZoneSetting = timeZoneSetting;
    this.context = context;
  }

  /** Lists the caller's workspaces. */
  @GET
  @Action(
      name = "list_workspaces",
      title = "List workspaces",
      description =
          "Lists the workspaces that the signed-in person belongs to, with the person's roles and each time zone. Call it"
              + " first: every other action needs a workspace from here.",
      scope = Scope.WORKSPACE_READ,
      permission = Permission.NONE,
      readOnly = true,
      idempotent = true,
      completes = "workspace:workspace",
      invoking = "Reading the workspaces",
      invoked = "Read the workspaces")
  public WorkspaceList list() {
    return new WorkspaceList(
        new TreeMap<>(context.caller().memberships())
            .entrySet().stream()
                .map(membership -> view(membership.getKey(), membership.getValue()))
                .toList());
  }

  private WorkspaceView view(String slug, Set<Role> roles) {
    return new WorkspaceView(
        slug, roles.stream().sorted().map(Role::label).toList(), workspaces.timeZone(slug).getId());
  }

  /** Sets a workspace's time zone. */
  @PUT
  @Path("{workspace}/time-zone")
  @Action(
      name = "set_time_zone",
      title = "Set time zone",
      description =
          "Sets the time zone in which a workspace's calendar is shown. Posts that are planned keep their instant; only their"
              + " local time reads differently. Slots of queues keep their local times.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.CHANNEL_MANAGE,
      destructive = true,
      idempotent = true,
      packaging = Packaging.REST,
      invoking = "Setting the time zone",
      invoked = "Set the time zone")
  public WorkspaceTimeZone setTimeZone(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewTimeZone timeZone) {
    return timeZoneSetting.set(workspace, timeZone.timeZone());
  }
}
