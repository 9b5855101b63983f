package io.postly.analytics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** What operators can set of the analytics service. */
@ConfigMapping(prefix = "postly.analytics")
public interface AnalyticsConfig {

  /**
   * What a workflow by hand takes a person, until the workspace has enough of its own. Default: 45
   * minutes.
   */
  @WithDefault("PT45M")
  @DurationMin(minutes = 1)
  @DurationMax(days = 1)
  Duration baseline();

  /** From how many workflows by hand the workspace's own median is the baseline. Default: 20. */
  @WithDefault("20")
  @Min(1)
  @Max(10_000)
  int baselineSamples();

  /**
   * The longest pause between two of a person's calls that still counts as work on the draft. What
   * an assistant only reads is not counted. Default: 5 minutes.
   */
  @WithDefault("PT5M")
  @DurationMin(seconds = 1)
  @DurationMax(hours = 1)
  Duration longestPause();

  /**
   * How long after the last event of it a published workflow is closed, so that late events are
   * counted. Default: 5 s.
   */
  @WithDefault("PT5S")
  @DurationMin
  @DurationMax(hours = 1)
  Duration settling();

  /**
   * How long after the last event of it a workflow is closed of which no post was published: a
   * cancelled post is often scheduled again. Default: one day.
   */
  @WithDefault("PT24H")
  @DurationMin
  @DurationMax(days = 90)
  Duration abandonedAfter();

  /**
   * The time between two looks for workflows to close, such as {@code 1s}; {@code off} for never.
   * Default: 1 s.
   */
  @WithDefault("1s")
  String closingInterval();

  /**
   * How long calls are kept in the activity log and counted in reports. Whole months go, so it is
   * up to a month more. So long engagement of posts is kept too. Workflows and reviews stay.
   * Default: 400 days.
   */
  @WithDefault("P400D")
  @DurationMin(days = 31)
  @DurationMax(days = 36_500)
  Duration retention();

  /**
   * The time between two looks for ended hours, days and months that are to be counted, such as
   * {@code 10s}; {@code off} for never. Reports are right in any case, and slower the more is left
   * to count. Default: 10 s.
   */
  @WithDefault("10s")
  String countingInterval();

  /**
   * Rebuilds everything from the topics, from their beginning, at the first start with this name:
   * what events have made is emptied once, and the events are read anew by a consumer group of that
   * name. Stop all replicas first; leave the name set afterwards, and take a new one for another
   * rebuild. Refused, with nothing emptied, if a topic no longer has its first events. Default:
   * none.
   */
  Optional<
          @Pattern(
              regexp = "analytics-service-[a-z0-9-]{1,40}",
              message = "must be analytics-service- and a name of a-z, 0-9 and -")
          String>
      rebuild();
}
