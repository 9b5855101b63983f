package io.postly.scheduling.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code reorder_queue}. */
@RegisterForReflection
record NewQueueOrder(
    @Schema(description = "The queue's fingerprint, from get_queue.", required = true)
        @NotBlank(message = "is required")
        String expectedFingerprint,
    @Schema(description = "All posts of the queue, the one to go out first first.", required = true)
        @NotNull(message = "is required")
        @Size(min = 1, max = 200, message = "must have 1 to 200 items")
        List<@NotNull(message = "must be an identifier") UUID> publicationIds) {}
