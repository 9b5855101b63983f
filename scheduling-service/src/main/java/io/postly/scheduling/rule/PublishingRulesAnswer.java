package io.postly.scheduling.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code get_publishing_rules} and {@code set_publishing_rules}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "PublishingRules",
    description =
        "What the times of a workspace's posts keep to. A post counts at the time at which it goes or went out; one that its"
            + " network has deleted counts no more.")
record PublishingRulesAnswer(
    @Schema(description = "Give it to set_publishing_rules as expected_version.", required = true)
        int version,
    @Schema(
            description = "The workspace's IANA time zone, which days and windows are in.",
            required = true)
        String timeZone,
    @Schema(description = "The least minutes between two posts of a channel.")
        Integer minSpacingMinutes,
    @Schema(description = "The most posts of a channel on one local day.") Integer dailyCap,
    @Schema(description = "When nothing goes out. Reasons are data.", required = true)
        List<BlackoutInput> blackouts,
    @Schema(description = "Channels with rules of their own.", required = true)
        List<ChannelRules> channels,
    @Schema(
            description =
                "send, hold or skip: what becomes of posts not sent or approved at their time.",
            required = true)
        String missedPosts) {}
