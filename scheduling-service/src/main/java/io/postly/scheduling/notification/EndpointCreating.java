package io.postly.scheduling.notification;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.SignedWebhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Adds an endpoint to a workspace. */
@ApplicationScoped
class EndpointCreating {

  private static final Duration UNDO = Duration.ofDays(30);

  private final NotificationEndpoints endpoints;
  private final EndpointRules rules;
  private final SignedWebhooks webhooks;
  private final CredentialVault vault;
  private final ActionContext context;
  private final Clock clock;

  EndpointCreating(
      NotificationEndpoints endpoints,
      EndpointRules rules,
      SignedWebhooks webhooks,
      CredentialVault vault,
      ActionContext context,
      Clock clock) {
    this.endpoints = endpoints;
    this.rules = rules;
    this.webhooks = webhooks;
    this.vault = vault;
    this.context = context;
    this.clock = clock;
  }

  SecuredNotificationEndpoint create(String workspace, NewNotificationEndpoint wanted) {
    rules.check(wanted.url(), wanted.eventTypes());
    if (endpoints.countBeforeAdding(workspace) >= EndpointRules.MOST_ENDPOINTS) {
      throw ProblemException.of(
          SchedulingErrorCode.TOO_MANY_NOTIFICATION_ENDPOINTS,
          "A workspace has at most " + EndpointRules.MOST_ENDPOINTS + " notification endpoints.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String secret = webhooks.newSecret();
    NotificationEndpoint endpoint = endpoint(workspace, wanted, secret, now);
    endpoints.add(endpoint);
    NotificationEndpointView view = NotificationEndpointView.of(endpoint, now);
    report(workspace, view);
    context.preview(() -> EndpointPreview.of("Send news of this workspace to", wanted.url(), view));
    return new SecuredNotificationEndpoint(view, secret);
  }

  private NotificationEndpoint endpoint(
      String workspace, NewNotificationEndpoint wanted, String secret, Instant now) {
    NotificationEndpoint endpoint = NotificationEndpoint.in(workspace, now);
    endpoint.redirect(vault.encrypt(endpoint.id, wanted.url()), webhooks.origin(wanted.url()), now);
    endpoint.choose(EndpointRules.chosen(wanted.eventTypes()), now);
    endpoint.describe(EndpointRules.description(wanted.description()), now);
    endpoint.secure(vault.encrypt(endpoint.id, secret));
    return endpoint;
  }

  private void report(String workspace, NotificationEndpointView endpoint) {
    context.subject("notification_endpoint", endpoint.id(), null);
    context.change(null, endpoint);
    context.undo(
        Undo.by(
            "delete_notification_endpoint",
            Map.of("workspace", workspace, "endpoint_id", endpoint.id()),
            context.startedAt().plus(UNDO)));
    context.shownOnce(SecuredNotificationEndpoint.SECRET);
    context.nextStep(
        "Give the secret to the receiver, which checks webhook-signature with it, then call send_test_notification.");
  }
}
