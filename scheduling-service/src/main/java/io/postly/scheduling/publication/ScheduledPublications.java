package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code schedule_post}. */
@RegisterForReflection
record ScheduledPublications(
    @Schema(description = "One for each channel.", required = true)
        List<PublicationView> publications) {}
