package io.postly.analytics.activity;

import io.postly.action.Action;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.page.Cursor;
import io.postly.action.page.PageLimit;
import io.postly.analytics.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on the activity log. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/activity")
@Produces(MediaType.APPLICATION_JSON)
public class ActivityResource {

  private final ActivityLog log;

  ActivityResource(ActivityLog log) {
    this.log = log;
  }

  /** Lists calls. */
  @GET
  @Action(
      name = "list_activity",
      title = "List activity",
      description =
          "Lists the calls made in a workspace, the latest first: who, through which client, what, with what outcome;"
              + " refused ones too. Use it to answer what happened, who did it, or what can be undone. For figures use get_workflow_report.",
      scope = Scope.ANALYTICS_READ,
      permission = Permission.ANALYTICS_VIEW,
      readOnly = true,
      invoking = "Reading the activity log",
      invoked = "Activity listed")
  public ActivityPage list(
      @PathParam("workspace") String workspace,
      @QueryParam("action")
          @Parameter(description = "Only calls of this action, such as approve_draft.")
          @Pattern(regexp = "[a-z_]{1,64}", message = "must be the name of an action")
          String action,
      @QueryParam("outcome")
          @Parameter(
              description = "Only calls that ended so: ok, or the category of the failure.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"ok", "auth", "validation", "workflow", "system"}))
          @Pattern(
              regexp = "ok|auth|validation|workflow|system",
              message = "must be ok, auth, validation, workflow or system")
          String outcome,
      @QueryParam("person_id")
          @Parameter(description = "Only this person's calls.")
          @Size(min = 1, max = 255, message = "must have 1 to 255 characters")
          String personId,
      @QueryParam("draft_id") @Parameter(description = "Only calls in this draft's workflow.")
          UUID draftId,
      @QueryParam("from")
          @Parameter(
              description = "Only calls since then: a date in UTC, or a time with an offset.")
          String from,
      @QueryParam("to") @Parameter(description = "Only calls before then.") String to,
      @QueryParam("cursor") @Parameter(description = Cursor.MEANING) String cursor,
      @QueryParam("limit")
          @DefaultValue(PageLimit.DEFAULT)
          @Parameter(description = "The most calls to list.")
          @Min(value = PageLimit.MIN, message = PageLimit.TOO_FEW)
          @Max(value = PageLimit.MAX, message = PageLimit.TOO_MANY)
          int limit) {
    Instant since = TimeRange.parse("from", from);
    Instant before = TimeRange.parse("to", to);
    TimeRange.requireOrder(since, before);
    return log.list(
        workspace,
        new ActivityFilter(action, outcome, personId, draftId, since, before, cursor, limit));
  }
}
