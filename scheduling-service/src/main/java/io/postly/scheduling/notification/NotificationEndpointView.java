package io.postly.scheduling.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An endpoint as answers show it: nothing of its secrets. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "NotificationEndpoint",
    description = "Where a team is told of what happens, by signed webhooks.")
record NotificationEndpointView(
    @Schema(required = true) UUID id,
    @Schema(
            description =
                "Where it is, without path and query: they tend to hold secrets, and are not shown.",
            required = true)
        String origin,
    @Schema(description = "When its address was last set.", required = true) Instant urlChangedAt,
    @Schema(description = "What it is told of.", required = true) List<String> eventTypes,
    @Schema(description = "What people know it by.") String description,
    @Schema(description = "Whether anything is sent to it.", required = true) boolean enabled,
    @Schema(
            description =
                "Why it was disabled: gone (it answered 410) or failing (nothing got through for days). Absent if a person"
                    + " disabled it.")
        String disabledReason,
    @Schema(description = "Since when nothing has got through, if the last attempt failed.")
        Instant failingSince,
    @Schema(description = "Until when the secret before the last rotation signs too.")
        Instant previousSecretUntil,
    @Schema(required = true) Instant createdAt,
    @Schema(description = "When a person or Postly last changed it.", required = true)
        Instant changedAt) {

  static NotificationEndpointView of(NotificationEndpoint endpoint, Instant now) {
    return new NotificationEndpointView(
        endpoint.id,
        endpoint.origin,
        endpoint.urlChangedAt,
        endpoint.eventTypes(),
        endpoint.description,
        endpoint.enabled,
        endpoint.disabledReason,
        endpoint.failingSince,
        endpoint.isPreviousSecretValid(now) ? endpoint.previousSecretUntil : null,
        endpoint.createdAt,
        endpoint.changedAt);
  }
}
