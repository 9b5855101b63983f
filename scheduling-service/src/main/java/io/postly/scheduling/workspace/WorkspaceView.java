package io.postly.scheduling.workspace;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A workspace that the caller belongs to. */
@RegisterForReflection
@Schema(name = "Workspace")
record WorkspaceView(
    @Schema(description = "The slug that every other action takes.", required = true)
        String workspace,
    @Schema(description = "The caller's roles in it.", required = true) List<String> roles,
    @Schema(description = "The IANA time zone in which its times are shown.", required = true)
        String timeZone) {}
