package io.postly.scheduling.notification;

import io.postly.action.pipeline.ActionContext;
import io.postly.action.problem.ProblemException;
import io.postly.action.undo.Undo;
import io.postly.scheduling.SchedulingErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Sends what a person asks for: a message once more, or one to try an endpoint out. */
@ApplicationScoped
class DeliveryRequesting {

  private static final Undo NONE = Undo.impossible("What is sent cannot be called back.");
  private static final String LOOK = "Call list_notification_deliveries to see what came of it.";

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final Notifications notifications;
  private final ActionContext context;
  private final Clock clock;

  DeliveryRequesting(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      Notifications notifications,
      ActionContext context,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.notifications = notifications;
    this.context = context;
    this.clock = clock;
  }

  RequestedNotificationDelivery redeliver(String workspace, UUID endpointId, UUID deliveryId) {
    NotificationEndpoint endpoint = endpoints.lock(workspace, endpointId);
    NotificationDelivery delivery = deliveries.lock(endpoint, deliveryId);
    requireEnabled(endpoint);
    NotificationDeliveryView before = NotificationDeliveryView.of(delivery);
    delivery.sendAgain(now());
    return report(before, delivery);
  }

  RequestedNotificationDelivery test(String workspace, UUID endpointId) {
    NotificationEndpoint endpoint = endpoints.lock(workspace, endpointId);
    requireEnabled(endpoint);
    Fact fact =
        new Fact(
            NotificationType.TEST,
            "test " + context.actionId(),
            now(),
            NotificationMessage.Data.test(workspace));
    return report(null, notifications.tell(endpoint, fact));
  }

  private static void requireEnabled(NotificationEndpoint endpoint) {
    if (!endpoint.enabled) {
      throw ProblemException.of(
          SchedulingErrorCode.NOTIFICATION_ENDPOINT_DISABLED,
          "Nothing is sent to this endpoint while it is disabled.");
    }
  }

  private RequestedNotificationDelivery report(
      NotificationDeliveryView before, NotificationDelivery delivery) {
    NotificationDeliveryView after = NotificationDeliveryView.of(delivery);
    context.subject("notification_delivery", delivery.id, null);
    context.change(before, after);
    context.undo(NONE);
    context.nextStep(LOOK);
    return new RequestedNotificationDelivery(after);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
