package io.postly.approvals.policy;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.page.Cursor;
import io.postly.action.page.PageLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on a workspace's policy. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/policy")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {

  private final Policies policies;
  private final PolicySetting setting;

  PolicyResource(Policies policies, PolicySetting setting) {
    this.policies = policies;
    this.setting = setting;
  }

  /** Shows the policy that holds. */
  @GET
  @Action(
      name = "get_policy",
      title = "Get policy",
      description =
          "Shows what the workspace asks of its reviews: how many approvals, by whom, in which order, what counts as a"
              + " confirmation, when reviews are reminded of and expire. Reviews that are open may keep an earlier version.",
      scope = Scope.APPROVALS_READ,
      permission = Permission.REVIEW_VIEW,
      readOnly = true,
      packaging = Packaging.REST,
      resource = "postly://workspaces/{workspace}/policy",
      invoking = "Reading the policy",
      invoked = "Policy read")
  public PolicyAnswer get(@PathParam("workspace") String workspace) {
    return policies.show(workspace);
  }

  /** Sets the policy. */
  @PUT
  @Action(
      name = "set_policy",
      title = "Set policy",
      description =
          "Replaces the workspace's policy as a whole, from now on. Reviews that are open keep the policy under which they"
              + " were asked for. Refused if the policy has changed since it was read.",
      scope = Scope.APPROVALS_DECIDE,
      permission = Permission.POLICY_MANAGE,
      destructive = true,
      confirmed = true,
      packaging = Packaging.REST,
      invoking = "Setting the policy",
      invoked = "Policy set")
  public PolicyAnswer set(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewPolicy policy) {
    return setting.set(workspace, policy);
  }

  /** Lists every version. */
  @GET
  @Path("versions")
  @Action(
      name = "list_policy_versions",
      title = "List policy versions",
      description =
          "Lists every version of the workspace's policy that was set, the last first: what it asked for, who set it, when"
              + " and through what.",
      scope = Scope.APPROVALS_READ,
      permission = Permission.REVIEW_VIEW,
      readOnly = true,
      packaging = Packaging.REST,
      invoking = "Looking through the policy's versions",
      invoked = "Policy versions listed")
  public PolicyPage versions(
      @PathParam("workspace") String workspace,
      @QueryParam("cursor") @Parameter(description = Cursor.MEANING) String cursor,
      @QueryParam("limit")
          @DefaultValue(PageLimit.DEFAULT)
          @Parameter(description = "The most versions to list.")
          @Min(value = PageLimit.MIN, message = PageLimit.TOO_FEW)
          @Max(value = PageLimit.MAX, message = PageLimit.TOO_MANY)
          int limit) {
    return policies.versions(workspace, cursor, limit);
  }
}
