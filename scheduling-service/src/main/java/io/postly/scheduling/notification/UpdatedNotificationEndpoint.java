package io.postly.scheduling.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code update_notification_endpoint}. */
@RegisterForReflection
record UpdatedNotificationEndpoint(
    @Schema(description = "The endpoint as it is now.", required = true)
        NotificationEndpointView endpoint) {}
