package io.postly.analytics.engagement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How people have taken the posts that were published in a period. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "How people have taken the posts that were published in a period.")
record EngagementReport(
    @Schema(required = true) Instant from,
    @Schema(required = true) Instant to,
    @Schema(description = "Of hours and weekdays.", required = true) String timeZone,
    @Schema(description = "All posts published in the period.", required = true) long published,
    @Schema(description = "Of those, on networks that tell no engagement.", required = true)
        long untold,
    @Schema(description = "Of those, not read from their networks yet.", required = true)
        long unread,
    @Schema(required = true) Total total,
    @Schema(required = true) List<OfChannel> channels,
    @Schema(description = "A post counts for each of its labels.", required = true)
        List<OfLabel> labels,
    @Schema(description = "By the local hour of publication, 0 to 23.", required = true)
        List<OfHour> hours,
    @Schema(description = "By the local day of publication.", required = true)
        List<OfWeekday> weekdays,
    @Schema(description = "Those with the most interactions, at most 20.", required = true)
        List<Post> best,
    @Schema(
            description =
                "When to post, by channel; only with time_zone. Of the last 180 days unless from is"
                    + " named.")
        BestTimes bestTimes,
    @Schema(description = "True if only the first 50 channels or labels are listed.")
        Boolean truncated) {

  /** Of all posts. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "EngagementTotal")
  record Total(
      @Schema(description = "How many posts the figures are of.", required = true) long posts,
      @Schema(description = "Likes, reposts and replies together.", required = true)
          long interactions,
      @Schema(description = "Per post; absent without posts.") Double meanInteractions,
      @Schema(description = "Absent if no network tells.") Long likes,
      Long reposts,
      Long replies,
      Long views) {}

  /** Of one channel. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ChannelEngagement")
  record OfChannel(
      @Schema(required = true) UUID channelId,
      @Schema(required = true) String network,
      @Schema(required = true) long posts,
      @Schema(required = true) long interactions,
      Double meanInteractions,
      Long likes,
      Long reposts,
      Long replies,
      Long views) {}

  /** Of one label. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "LabelEngagement")
  record OfLabel(
      @Schema(required = true) String label,
      @Schema(required = true) long posts,
      @Schema(required = true) long interactions,
      Double meanInteractions) {}

  /** Of one hour of the day. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "HourEngagement")
  record OfHour(
      @Schema(required = true) int hour,
      @Schema(required = true) long posts,
      @Schema(required = true) long interactions,
      Double meanInteractions) {}

  /** Of one day of the week. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "WeekdayEngagement")
  record OfWeekday(
      @Schema(description = "monday to sunday.", required = true) String weekday,
      @Schema(required = true) long posts,
      @Schema(required = true) long interactions,
      Double meanInteractions) {}

  /** One post. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PostEngagement")
  record Post(
      @Schema(required = true) UUID publicationId,
      @Schema(required = true) UUID draftId,
      @Schema(required = true) UUID channelId,
      @Schema(required = true) String network,
      @Schema(required = true) Instant publishedAt,
      String title,
      String url,
      @Schema(required = true) long interactions,
      Long likes,
      Long reposts,
      Long replies,
      Long views,
      @Schema(description = "When its network told.", required = true) Instant measuredAt,
      @Schema(description = "True if it stands there no more.") Boolean gone) {}
}
