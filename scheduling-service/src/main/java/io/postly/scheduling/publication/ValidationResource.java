package io.postly.scheduling.publication;

import io.postly.action.Action;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The dry run of scheduling. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/drafts/{draft_id}/validation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ValidationResource {

  private final DryRun dryRun;

  ValidationResource(DryRun dryRun) {
    this.dryRun = dryRun;
  }

  /** Tells what scheduling a draft would meet. */
  @GET
  @Action(
      name = "validate_draft",
      title = "Validate draft",
      description =
          "Tells, without changing anything, whether a draft could be scheduled: what each network would refuse, whether an"
              + " approval is still needed, which posts are near that time. Use it before schedule_post.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.SCHEDULE_VIEW,
      readOnly = true,
      idempotent = true,
      invoking = "Checking the draft",
      invoked = "Draft checked")
  public DraftValidation validate(
      @PathParam("workspace") String workspace,
      @PathParam("draft_id") @Parameter(description = "From list_drafts.") UUID draftId,
      @QueryParam("expected_revision")
          @Parameter(description = "The revision that you read; the newest one if left out.")
          @Min(value = 1, message = "must be at least 1")
          Integer expectedRevision,
      @QueryParam("publish_at")
          @Parameter(
              description =
                  "When it would go out: ISO 8601 with an offset, or a local time with time_zone.")
          String publishAt,
      @QueryParam("time_zone")
          @Parameter(description = "The IANA time zone of a publish_at without offset.")
          String timeZone) {
    return dryRun.of(workspace, new DryRun.Plan(draftId, expectedRevision, publishAt, timeZone));
  }
}
