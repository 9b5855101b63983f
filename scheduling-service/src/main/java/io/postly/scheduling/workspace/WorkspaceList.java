package io.postly.scheduling.workspace;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_workspaces}. */
@RegisterForReflection
record WorkspaceList(
    @Schema(description = "The caller's workspaces, by slug.", required = true)
        List<WorkspaceView> workspaces) {}
