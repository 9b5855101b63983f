package io.postly.scheduling.notification;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code redeliver_notification} and {@code send_test_notification}. */
@RegisterForReflection
record RequestedNotificationDelivery(
    @Schema(description = "The delivery, which is sent in a moment.", required = true)
        NotificationDeliveryView delivery) {}
