package io.postly.scheduling.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code create_notification_endpoint} and {@code rotate_notification_secret}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record SecuredNotificationEndpoint(
    @Schema(description = "The endpoint.", required = true) NotificationEndpointView endpoint,
    @Schema(
            description =
                "The secret that signs every message from now on, as of Standard Webhooks. It is shown this once.")
        String secret) {

  /** The member that is shown once. */
  static final String SECRET = "secret";
}
