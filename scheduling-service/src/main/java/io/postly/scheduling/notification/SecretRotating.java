package io.postly.scheduling.notification;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.undo.Undo;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.SignedWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Gives an endpoint a new secret; the one before it signs too for a day. */
@ApplicationScoped
class SecretRotating {

  static final Duration OVERLAP = Duration.ofHours(24);

  private final NotificationEndpoints endpoints;
  private final SignedWebhooks webhooks;
  private final CredentialVault vault;
  private final ActionContext context;
  private final Clock clock;

  SecretRotating(
      NotificationEndpoints endpoints,
      SignedWebhooks webhooks,
      CredentialVault vault,
      ActionContext context,
      Clock clock) {
    this.endpoints = endpoints;
    this.webhooks = webhooks;
    this.vault = vault;
    this.context = context;
    this.clock = clock;
  }

  SecuredNotificationEndpoint rotate(String workspace, UUID endpointId) {
    NotificationEndpoint endpoint = endpoints.lock(workspace, endpointId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    NotificationEndpointView before = NotificationEndpointView.of(endpoint, now);
    String secret = webhooks.newSecret();
    endpoint.rotate(vault.encrypt(endpointId, secret), now.plus(OVERLAP), now);
    NotificationEndpointView after = NotificationEndpointView.of(endpoint, now);
    context.subject("notification_endpoint", endpointId, null);
    context.change(before, after);
    context.undo(
        Undo.impossible(
            "The former secret signs beside the new one for 24 hours, then no more; it does not come back."));
    context.shownOnce(SecuredNotificationEndpoint.SECRET);
    context.nextStep(
        "Give the secret to the receiver within 24 hours; until then one of two signatures is by the former secret.");
    return new SecuredNotificationEndpoint(after, secret);
  }
}
