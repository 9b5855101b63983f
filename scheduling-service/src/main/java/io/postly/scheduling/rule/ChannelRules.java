package io.postly.scheduling.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The rules of one channel, which hold there instead of the workspace's. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ChannelRules", description = "These hold instead of the workspace's rules.")
record ChannelRules(
    @Schema(required = true) @NotNull(message = "is required") UUID channelId,
    @Schema(description = "The least minutes between two posts; left out for none.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = 10080, message = "must be at most 10080")
        Integer minSpacingMinutes,
    @Schema(description = "The most posts of one local day; left out for no limit.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = 1000, message = "must be at most 1000")
        Integer dailyCap,
    @Schema(description = "When nothing goes out.", required = true)
        @NotNull(message = "is required")
        @Size(max = 50, message = "must have at most 50 items")
        List<@Valid @NotNull(message = "must be a blackout window") BlackoutInput> blackouts) {}
