package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code plan_posts}. */
@RegisterForReflection
record PlannedPosts(
    @Schema(
            description = "Whether nothing was planned; the ids then lead nowhere.",
            required = true)
        boolean dryRun,
    @Schema(description = "In the order of the call; one for each channel.", required = true)
        List<PublicationView> publications) {}
