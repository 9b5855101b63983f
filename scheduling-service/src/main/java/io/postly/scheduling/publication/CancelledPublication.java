package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code cancel_post}. */
@RegisterForReflection
record CancelledPublication(
    @Schema(description = "The publication, cancelled.", required = true)
        PublicationView publication) {}
