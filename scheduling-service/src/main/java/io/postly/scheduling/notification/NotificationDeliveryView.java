package io.postly.scheduling.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A delivery as answers show it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "NotificationDelivery", description = "One message to one notification endpoint.")
record NotificationDeliveryView(
    @Schema(description = "What the receiver sees as webhook-id.", required = true) UUID id,
    @Schema(description = "What it tells of, such as post.published.", required = true) String type,
    @Schema(
            description =
                "waiting (to be sent, for the first time or again), delivered, or failed (given up).",
            type = SchemaType.STRING,
            enumeration = {"waiting", "delivered", "failed"},
            required = true)
        String state,
    @Schema(description = "How often it was sent, or tried to be.", required = true) int attempts,
    @Schema(description = "The HTTP status of the last answer, if there was one.")
        Integer lastStatus,
    @Schema(
            description =
                "Why the last attempt failed, such as http_500, timeout or address_not_allowed.")
        String reason,
    @Schema(description = "When it was last tried.") Instant lastAttemptAt,
    @Schema(description = "When it will be tried next; absent once it has ended.")
        Instant nextAttemptAt,
    @Schema(description = "When it was made.", required = true) Instant at) {

  static NotificationDeliveryView of(NotificationDelivery delivery) {
    return new NotificationDeliveryView(
        delivery.id,
        delivery.type.label(),
        delivery.state.label(),
        delivery.attempts,
        delivery.lastStatus,
        delivery.reason,
        delivery.lastAttemptAt,
        delivery.nextAttemptAt,
        delivery.createdAt);
  }
}
