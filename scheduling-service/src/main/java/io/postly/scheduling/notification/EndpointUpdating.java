package io.postly.scheduling.notification;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.SignedWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Changes an endpoint's settings. */
@ApplicationScoped
class EndpointUpdating {

  private static final Duration UNDO = Duration.ofDays(30);

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final EndpointRules rules;
  private final SignedWebhooks webhooks;
  private final CredentialVault vault;
  private final ActionContext context;
  private final Clock clock;

  EndpointUpdating(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      EndpointRules rules,
      SignedWebhooks webhooks,
      CredentialVault vault,
      ActionContext context,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.rules = rules;
    this.webhooks = webhooks;
    this.vault = vault;
    this.context = context;
    this.clock = clock;
  }

  UpdatedNotificationEndpoint update(
      String workspace, UUID endpointId, NotificationEndpointChange wanted) {
    if (wanted.isEmpty()) {
      throw ProblemException.invalid(
          "url", "must be given, or one of event_types, enabled and description");
    }
    rules.check(wanted.url(), wanted.eventTypes());
    NotificationEndpoint endpoint = endpoints.lock(workspace, endpointId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    NotificationEndpointView before = NotificationEndpointView.of(endpoint, now);
    boolean redirected = redirect(endpoint, wanted.url(), now);
    changeSettings(endpoint, wanted, now);
    changeState(endpoint, wanted.enabled(), now);
    NotificationEndpointView after = NotificationEndpointView.of(endpoint, now);
    context.subject("notification_endpoint", endpointId, null);
    context.change(before, after);
    context.preview(
        () ->
            EndpointPreview.of(
                "From now on, send news of this workspace to",
                vault.decrypt(endpoint.id, endpoint.encryptedUrl),
                after));
    context.undo(redirected ? noWayBack() : inverse(workspace, before, after));
    return new UpdatedNotificationEndpoint(after);
  }

  /** Whether the address is another one now. */
  private boolean redirect(NotificationEndpoint endpoint, String url, Instant now) {
    if (url == null || url.equals(vault.decrypt(endpoint.id, endpoint.encryptedUrl))) {
      return false;
    }
    endpoint.redirect(vault.encrypt(endpoint.id, url), webhooks.origin(url), now);
    return true;
  }

  private static void changeSettings(
      NotificationEndpoint endpoint, NotificationEndpointChange wanted, Instant now) {
    if (wanted.eventTypes() != null) {
      endpoint.choose(EndpointRules.chosen(wanted.eventTypes()), now);
    }
    if (wanted.description() != null) {
      endpoint.describe(EndpointRules.description(wanted.description()), now);
    }
  }

  private void changeState(NotificationEndpoint endpoint, Boolean enabled, Instant now) {
    if (enabled == null || enabled == endpoint.enabled) {
      return;
    }
    if (enabled) {
      endpoint.enable(now);
    } else {
      endpoint.disable(null, now);
      deliveries.endWaiting(endpoint, NotificationDelivery.ENDPOINT_DISABLED);
      context.nextStep(
          "What was still to be sent has failed; once the endpoint is enabled again, redeliver_notification sends it.");
    }
  }

  private static Undo noWayBack() {
    return Undo.impossible(
        "The former address is not kept where it could be read; to go back, give it once more.");
  }

  /** Sets back what has changed, and nothing else. */
  private Undo inverse(
      String workspace, NotificationEndpointView before, NotificationEndpointView after) {
    Map<String, Object> former = new HashMap<>();
    if (!before.eventTypes().equals(after.eventTypes())) {
      former.put("event_types", before.eventTypes());
    }
    if (!Objects.equals(before.description(), after.description())) {
      former.put("description", Objects.requireNonNullElse(before.description(), ""));
    }
    if (before.enabled() != after.enabled()) {
      former.put("enabled", before.enabled());
    }
    if (former.isEmpty()) {
      return Undo.impossible("Nothing was changed.");
    }
    former.put("workspace", workspace);
    former.put("endpoint_id", before.id());
    return Undo.by("update_notification_endpoint", former, context.startedAt().plus(UNDO));
  }
}
