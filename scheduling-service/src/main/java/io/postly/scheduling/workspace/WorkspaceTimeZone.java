package io.postly.scheduling.workspace;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code set_time_zone}. */
@RegisterForReflection
record WorkspaceTimeZone(
    @Schema(description = "The workspace's slug.", required = true) String workspace,
    @Schema(description = "The IANA time zone that now holds.", required = true) String timeZone) {}
