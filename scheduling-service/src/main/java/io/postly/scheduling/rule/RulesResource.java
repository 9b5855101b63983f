package io.postly.scheduling.rule;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
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

/** The actions on a workspace's rules for times. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/publishing-rules")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class RulesResource {

  private final RuleSetting setting;

  RulesResource(RuleSetting setting) {
    this.setting = setting;
  }

  /** Shows the rules. */
  @GET
  @Action(
      name = "get_publishing_rules",
      title = "Get publishing rules",
      description =
          "Shows what the times of a workspace's posts must keep to: spacing, daily caps, blackout windows, and what becomes of"
              + " posts that could not go out at their time.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      packaging = Packaging.REST,
      invoking = "Reading the rules",
      invoked = "Rules read")
  public PublishingRulesAnswer get(@PathParam("workspace") String workspace) {
    return setting.get(workspace);
  }

  /** Replaces the rules. */
  @PUT
  @Action(
      name = "set_publishing_rules",
      title = "Set publishing rules",
      description =
          "Replaces a workspace's rules for times as a whole. They hold for what is scheduled, queued or moved from now on;"
              + " what is planned already stays. Refused if the rules have changed since they were read.",
      scope = Scope.SCHEDULE_WRITE,
      permission = Permission.POLICY_MANAGE,
      destructive = true,
      packaging = Packaging.REST,
      invoking = "Setting the rules",
      invoked = "Rules set")
  public PublishingRulesAnswer set(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewPublishingRules rules) {
    return setting.set(workspace, rules);
  }
}
