package io.postly.scheduling.workspace;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code set_time_zone}. */
@RegisterForReflection
record NewTimeZone(
    @Schema(description = "An IANA time zone.", examples = "Europe/Rome", required = true)
        @NotBlank(message = "is required")
        String timeZone) {}
