package io.postly.scheduling.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_notification_endpoints}. */
@RegisterForReflection
record NotificationEndpointList(
    @Schema(description = "Every endpoint of the workspace, the oldest first.", required = true)
        List<NotificationEndpointView> endpoints) {}
