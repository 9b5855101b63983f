package io.postly.scheduling.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_notification_deliveries}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationDeliveryPage(
    @Schema(description = "Deliveries, the latest first.", required = true)
        List<NotificationDeliveryView> deliveries,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
