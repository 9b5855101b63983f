package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code update_post}. */
@RegisterForReflection
record UpdatedPublication(
    @Schema(description = "The publication; its update tells how far that is.", required = true)
        PublicationView publication) {}
