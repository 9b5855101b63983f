package io.postly.scheduling.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code delete_notification_endpoint}. */
@RegisterForReflection
record DeletedNotificationEndpoint(
    @Schema(required = true) UUID endpointId,
    @Schema(description = "How many notifications are not sent any more.", required = true)
        long endedDeliveries) {}
