package io.postly.scheduling.rule;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code set_publishing_rules}. */
@RegisterForReflection
record NewPublishingRules(
    @Schema(
            description = "The version that get_publishing_rules shows; 0 if none were ever set.",
            required = true)
        @NotNull(message = "is required")
        @Min(value = 0, message = "must be at least 0")
        Integer expectedVersion,
    @Schema(description = "The least minutes between two posts of a channel; left out for none.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = 10080, message = "must be at most 10080")
        Integer minSpacingMinutes,
    @Schema(description = "The most posts of a channel on one local day; left out for no limit.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = 1000, message = "must be at most 1000")
        Integer dailyCap,
    @Schema(description = "When nothing goes out.", required = true)
        @NotNull(message = "is required")
        @Size(max = 50, message = "must have at most 50 items")
        List<@Valid @NotNull(message = "must be a blackout window") BlackoutInput> blackouts,
    @Schema(description = "Channels with rules of their own.", required = true)
        @NotNull(message = "is required")
        @Size(max = 100, message = "must have at most 100 items")
        List<@Valid @NotNull(message = "must be the rules of a channel") ChannelRules> channels,
    @Schema(
            description =
                "What becomes of posts that could not be sent at their time, or were approved after it: send (late, within"
                    + " the service's grace), hold (until a person reschedules them) or skip (they are missed).",
            required = true)
        @NotBlank(message = "is required")
        String missedPosts) {

  RulesDocument document() {
    return new RulesDocument(minSpacingMinutes, dailyCap, blackouts, channels);
  }
}
