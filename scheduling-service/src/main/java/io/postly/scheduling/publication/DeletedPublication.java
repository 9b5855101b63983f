package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code delete_post}. */
@RegisterForReflection
record DeletedPublication(
    @Schema(description = "The publication; its removal tells how far that is.", required = true)
        PublicationView publication) {}
