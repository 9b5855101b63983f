package io.postly.analytics.report;

import io.postly.action.Action;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.analytics.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on reports. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/workflow-report")
@Produces(MediaType.APPLICATION_JSON)
public class ReportResource {

  private static final Duration USUAL_PERIOD = Duration.ofDays(30);

  private final WorkflowReports reports;
  private final Clock clock;

  ReportResource(WorkflowReports reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  /** Reports on a period. */
  @GET
  @Action(
      name = "get_workflow_report",
      title = "Get workflow report",
      description =
          "Gives a workspace's figures for a period, the last 30 days if none is named: how far drafts came and why they"
              + " stopped, approval rate and waiting time, time saved with its baseline, calls, errors, and the period"
              + " before. For single calls use list_activity.",
      scope = Scope.ANALYTICS_READ,
      permission = Permission.ANALYTICS_VIEW,
      readOnly = true,
      resource = "postly://workspaces/{workspace}/report",
      invoking = "Working out the figures",
      invoked = "Report ready")
  public WorkflowReport report(
      @PathParam("workspace") String workspace,
      @QueryParam("from")
          @Parameter(
              description = "The beginning of the period: a date in UTC, or a time with an offset.")
          String from,
      @QueryParam("to") @Parameter(description = "The end of the period; itself not included.")
          String to,
      @QueryParam("channel")
          @Parameter(
              description =
                  "Only what came through it. If absent: workflows and reviews of mcp, calls of all.",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {"mcp", "rest", "console"}))
          @Pattern(regexp = "mcp|rest|console", message = "must be mcp, rest or console")
          String channel,
      @QueryParam("client")
          @Parameter(description = "Only workflows begun, and calls made, through this client.")
          @Size(min = 1, max = 255, message = "must have 1 to 255 characters")
          String client) {
    Instant end = TimeRange.parse("to", to);
    Instant until = end == null ? clock.instant() : end;
    Instant begin = TimeRange.parse("from", from);
    Instant since = begin == null ? until.minus(USUAL_PERIOD) : begin;
    TimeRange.requireOrder(since, until);
    return reports.report(new Period(workspace, since, until, channel, client));
  }
}
