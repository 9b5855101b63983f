package io.postly.analytics.engagement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** When posts of a workspace's channels have been taken best, and what that is known from. */
@RegisterForReflection
@Schema(
    name = "BestTimes",
    description =
        "When posts have been taken best, by the median, so that single posts that went far do not"
            + " decide. Local to time_zone.")
record BestTimes(
    @Schema(description = "What is compared.", required = true) String measure,
    @Schema(description = "Of posts published since then.", required = true) Instant from,
    @Schema(
            description = "And before then: of younger posts the figures still rise.",
            required = true)
        Instant to,
    @Schema(description = "A channel with fewer posts gets no suggestion.", required = true)
        int fewestPosts,
    @Schema(description = "Nor does a time with fewer posts.", required = true)
        int fewestPostsOfTime,
    @Schema(required = true) List<OfChannel> channels) {

  /** Of one channel. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ChannelBestTimes")
  record OfChannel(
      @Schema(required = true) UUID channelId,
      @Schema(required = true) String network,
      @Schema(description = "How many posts this is known from.", required = true) long posts,
      @Schema(description = "Whether these are enough for suggestions.", required = true)
          boolean enough,
      @Schema(description = "Half of the posts have at least as many.", required = true)
          double medianInteractions,
      @Schema(
              description = "The best first, at most 5; empty if no time stands out by a tenth.",
              required = true)
          List<Suggestion> suggestions) {}

  /** A time that has been better than the channel's posts are on the whole. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SuggestedTime")
  record Suggestion(
      @Schema(description = "monday to sunday; absent for any day.") String weekday,
      @Schema(description = "0 to 23, the whole hour; absent for any hour.") Integer hour,
      @Schema(description = "How many posts went out then.", required = true) long posts,
      @Schema(description = "Of those; compare the channel's.", required = true)
          double medianInteractions) {}
}
