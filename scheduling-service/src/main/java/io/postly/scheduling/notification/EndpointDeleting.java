package io.postly.scheduling.notification;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Deletes an endpoint, with its secrets and its deliveries. */
@ApplicationScoped
class EndpointDeleting {

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final ActionContext context;
  private final Clock clock;

  EndpointDeleting(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      ActionContext context,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.context = context;
    this.clock = clock;
  }

  DeletedNotificationEndpoint delete(String workspace, UUID endpointId) {
    NotificationEndpoint endpoint = endpoints.lock(workspace, endpointId);
    long waiting = deliveries.countWaiting(endpoint);
    context.subject("notification_endpoint", endpointId, null);
    context.change(NotificationEndpointView.of(endpoint, clock.instant()), null);
    endpoints.delete(endpoint);
    context.undo(
        Undo.impossible(
            "Its address, secret and deliveries are gone; create_notification_endpoint makes a new one, with a new secret."));
    return new DeletedNotificationEndpoint(endpointId, waiting);
  }
}
