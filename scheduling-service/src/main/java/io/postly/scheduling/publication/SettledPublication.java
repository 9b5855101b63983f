package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code settle_post}. */
@RegisterForReflection
record SettledPublication(
    @Schema(description = "The publication, with its certain outcome.", required = true)
        PublicationView publication) {}
