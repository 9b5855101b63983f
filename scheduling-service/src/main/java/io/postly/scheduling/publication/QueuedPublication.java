package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code queue_post}. */
@RegisterForReflection
record QueuedPublication(
    @Schema(description = "The draft to publish.", required = true)
        @NotNull(message = "is required")
        UUID draftId,
    @Schema(description = "Its current revision, from get_draft.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer expectedRevision,
    @Schema(description = "Which of the draft's channels; all if left out.")
        @Size(min = 1, max = 20, message = "must have 1 to 20 items, or be left out")
        List<@NotNull(message = "must be an identifier") UUID> channelIds) {}
