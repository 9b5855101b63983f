package io.postly.scheduling.publishing;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code stop_publishing}. */
@RegisterForReflection
record NewStop(
    @Schema(description = "Why, for the people who decide when it goes on.", required = true)
        @NotBlank(message = "is required")
        @Size(max = 280, message = "must have at most 280 characters")
        String reason) {}
