package io.postly.scheduling.publishing;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The actions on whether a workspace publishes at all. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/publishing")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PublishingResource {

  private final PublishingControl control;

  PublishingResource(PublishingControl control) {
    this.control = control;
  }

  /** Tells whether publishing is stopped. */
  @GET
  @Action(
      name = "get_publishing_state",
      title = "Get publishing state",
      description =
          "Tells whether publishing is stopped in a workspace, who decided that, when and why, and what was decided before."
              + " Use it when posts stay planned although they are due, or publish_now answers publishing_stopped.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      invoking = "Reading the state",
      invoked = "State read")
  public PublishingState get(@PathParam("workspace") String workspace) {
    return control.state(workspace);
  }

  /** Stops publishing. */
  @POST
  @Path("stop")
  @Action(
      name = "stop_publishing",
      title = "Stop publishing",
      description =
          "Stops everything of a workspace that has not begun to be sent, at once. What is due stays planned, and new posts"
              + " can be planned. Use it when something goes out that should not. For one post use cancel_post.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.SCHEDULE_EDIT,
      destructive = true,
      idempotent = true,
      packaging = Packaging.REST,
      invoking = "Stopping publishing",
      invoked = "Publishing stopped")
  public PublishingState stop(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewStop stop) {
    return control.stop(workspace, stop.reason());
  }

  /** Lets publishing go on. */
  @POST
  @Path("resume")
  @Action(
      name = "resume_publishing",
      title = "Resume publishing",
      description =
          "Lets a workspace's posts go out again after a stop. What became due meanwhile goes out at once, unless it is too"
              + " late. Use it only once a person has looked at the calendar and said so.",
      scope = Scope.PUBLISH,
      permission = Permission.POLICY_MANAGE,
      destructive = true,
      idempotent = true,
      openWorld = true,
      confirmed = true,
      packaging = Packaging.REST,
      invoking = "Letting publishing go on",
      invoked = "Publishing goes on")
  public PublishingState resume(@PathParam("workspace") String workspace) {
    return control.resume(workspace);
  }
}
