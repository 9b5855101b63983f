package io.postly.analytics.engagement;

import io.postly.action.Action;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.problem.ProblemException;
import io.postly.analytics.TimeRange;
import jakarta.enterprise.context.ApplicationScoped;
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
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The actions on engagement. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/engagement")
@Produces(MediaType.APPLICATION_JSON)
public class EngagementResource {

  private static final Duration USUAL_PERIOD = Duration.ofDays(30);
  private static final Duration USUAL_PERIOD_OF_TIMES = Duration.ofDays(180);

  /** Most of what a post gets, it gets in its first days. */
  private static final Duration SETTLED_AFTER = Duration.ofDays(2);

  private static final Duration LONGEST_PERIOD = Duration.ofDays(366);
  private static final ZoneId USUAL_ZONE = ZoneId.of("UTC");

  private final EngagementReports reports;
  private final Clock clock;

  EngagementResource(EngagementReports reports, Clock clock) {
    this.reports = reports;
    this.clock = clock;
  }

  /** Reports on the posts published in a period. */
  @GET
  @Action(
      name = "get_engagement",
      title = "Get engagement",
      description =
          "Tells how people took the posts published in a period, the last 30 days if none is"
              + " named: likes, reposts, replies and views by channel, label, local hour and"
              + " weekday, the best posts, and the best times for schedule_post or queue_post. For"
              + " how drafts came to be posts use get_workflow_report.",
      scope = Scope.ANALYTICS_READ,
      permission = Permission.ANALYTICS_VIEW,
      readOnly = true,
      invoking = "Adding up the engagement",
      invoked = "Engagement ready")
  public EngagementReport report(
      @PathParam("workspace") String workspace,
      @QueryParam("from")
          @Parameter(description = "Posts published since then: a date, or a time with an offset.")
          String from,
      @QueryParam("to")
          @Parameter(description = "Posts published before then; at most 366 days after from.")
          String to,
      @QueryParam("channel_id") @Parameter(description = "Only posts on this channel.")
          UUID channelId,
      @QueryParam("label")
          @Parameter(description = "Only posts of drafts with this label.")
          @Size(min = 1, max = 40, message = "must have 1 to 40 characters")
          String label,
      @QueryParam("time_zone")
          @Parameter(
              description =
                  "The IANA time zone of hours and weekdays, as list_workspaces gives it; UTC if"
                      + " absent, and then no best_times.")
          String timeZone) {
    ZoneId zone = zone(timeZone);
    Instant end = TimeRange.parse("to", to, zone);
    Instant until = end == null ? clock.instant().truncatedTo(ChronoUnit.MICROS) : end;
    Instant begin = TimeRange.parse("from", from, zone);
    Instant since = begin == null ? until.minus(USUAL_PERIOD) : begin;
    TimeRange.requireOrder(since, until);
    if (Duration.between(since, until).compareTo(LONGEST_PERIOD) > 0) {
      throw ProblemException.invalid("to", "must be at most 366 days after from");
    }
    EngagementQuery query = new EngagementQuery(workspace, since, until, channelId, label, zone);
    return reports.report(query, Optional.ofNullable(timeZone).map(_ -> forTimes(query, begin)));
  }

  /** Of enough time for times to be compared, and without posts whose figures still rise. */
  private EngagementQuery forTimes(EngagementQuery query, Instant begin) {
    Instant settled = clock.instant().truncatedTo(ChronoUnit.MICROS).minus(SETTLED_AFTER);
    Instant until = query.to().isBefore(settled) ? query.to() : settled;
    if (begin == null) {
      return query.within(until.minus(USUAL_PERIOD_OF_TIMES), until);
    }
    return query.within(begin, until.isBefore(begin) ? begin : until);
  }

  private static ZoneId zone(String name) {
    if (name == null) {
      return USUAL_ZONE;
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw ProblemException.invalid("time_zone", "must be an IANA time zone such as Europe/Rome");
    }
    return ZoneId.of(name);
  }
}
