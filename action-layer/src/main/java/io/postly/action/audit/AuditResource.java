package io.postly.action.audit;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on the audit trail, which every service has of its own. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/services/{service}/audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

  private static final String SERVICE =
      "The service that keeps the trail, by the part of its name before -service.";

  private final AuditReading reading;

  AuditResource(AuditReading reading) {
    this.reading = reading;
  }

  /** Verifies the trail. */
  @GET
  @Path("verification")
  @Action(
      name = "verify_audit_trail",
      title = "Verify audit trail",
      description =
          "Works out anew every hash of a workspace's audit trail in one service, and tells whether an entry was changed,"
              + " taken away or put in. Use it when somebody has to rely on the trail. To see who did what, use"
              + " list_activity.",
      scope = Scope.ANALYTICS_READ,
      permission = Permission.AUDIT_VIEW,
      readOnly = true,
      routedBy = "service",
      packaging = Packaging.REST,
      invoking = "Verifying the audit trail",
      invoked = "Audit trail verified")
  public VerifiedTrail verify(
      @PathParam("workspace") String workspace,
      @PathParam("service") @Parameter(description = SERVICE) String service,
      @QueryParam("after")
          @DefaultValue("0")
          @Parameter(
              description =
                  "Begin behind this sequence number: the last_sequence of an answer that was not complete.")
          @Min(value = 0, message = "must be at least 0")
          long after) {
    return reading.verify(workspace, service, after);
  }

  /** Lists the trail's entries. */
  @GET
  @Action(
      name = "list_audit_entries",
      title = "List audit entries",
      description =
          "Lists a workspace's audit trail in one service, in the order of its chain, with the hashes; refused calls too."
              + " Use it to keep a copy elsewhere or to check one. To see who did what, use list_activity.",
      scope = Scope.ANALYTICS_READ,
      permission = Permission.AUDIT_VIEW,
      readOnly = true,
      routedBy = "service",
      packaging = Packaging.REST,
      invoking = "Reading the audit trail",
      invoked = "Audit entries listed")
  public AuditPage list(
      @PathParam("workspace") String workspace,
      @PathParam("service") @Parameter(description = SERVICE) String service,
      @QueryParam("after")
          @DefaultValue("0")
          @Parameter(description = "Only entries with a higher sequence number: next_after.")
          @Min(value = 0, message = "must be at least 0")
          long after,
      @QueryParam("from") @Parameter(description = "Only entries since this time, with an offset.")
          String from,
      @QueryParam("to") @Parameter(description = "Only entries before this time, with an offset.")
          String to,
      @QueryParam("limit")
          @DefaultValue("100")
          @Parameter(
              description =
                  "The most entries to list; there may be fewer, next_after then leads to the rest.")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = 1000, message = "must be at most 1000")
          int limit) {
    return reading.list(workspace, service, after, AuditPeriod.read(from, to), limit);
  }
}
