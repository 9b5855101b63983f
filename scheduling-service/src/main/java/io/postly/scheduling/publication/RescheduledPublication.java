package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code reschedule_post}. */
@RegisterForReflection
record RescheduledPublication(
    @Schema(description = "The publication, at its new time.", required = true)
        PublicationView publication) {}
