package io.postly.scheduling.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code pause_queue}. */
@RegisterForReflection
record QueuePause(
    @Schema(description = "Why, for the people who decide when it goes on.")
        @Size(max = 280, message = "must have at most 280 characters")
        String reason) {}
