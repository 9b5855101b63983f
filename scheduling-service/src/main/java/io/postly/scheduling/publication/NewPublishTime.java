package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code reschedule_post}. */
@RegisterForReflection
record NewPublishTime(
    @Schema(
            description = "The new time: ISO 8601 with an offset, or a local time with time_zone.",
            required = true)
        @NotBlank(message = "is required")
        String publishAt,
    @Schema(description = "The IANA zone of a publish_at without offset, such as Europe/Rome.")
        String timeZone) {}
