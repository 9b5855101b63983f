package io.postly.scheduling.notification;

import io.postly.action.Action;
import io.postly.action.Packaging;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.page.Cursor;
import io.postly.action.page.PageLimit;
import io.postly.action.page.PagePosition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Where a workspace's team is told of what happens. */
@ApplicationScoped
@Path("/api/v1/workspaces/{workspace}/notification-endpoints")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {

  private static final String ENDPOINT = "The endpoint, as list_notification_endpoints names it.";

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final EndpointCreating creating;
  private final EndpointUpdating updating;
  private final EndpointDeleting deleting;
  private final SecretRotating rotating;
  private final DeliveryRequesting requesting;
  private final Clock clock;

  NotificationResource(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      EndpointCreating creating,
      EndpointUpdating updating,
      EndpointDeleting deleting,
      SecretRotating rotating,
      DeliveryRequesting requesting,
      Clock clock) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.creating = creating;
    this.updating = updating;
    this.deleting = deleting;
    this.rotating = rotating;
    this.requesting = requesting;
    this.clock = clock;
  }

  /** Adds an endpoint. */
  @POST
  @Action(
      name = "create_notification_endpoint",
      title = "Create notification endpoint",
      description =
          "Has a receiver told of reviews and posts by signed webhooks. Use it only with an address that the person has"
              + " given. The signing secret is shown in this answer only. A workspace has at most 10 endpoints.",
      scope = Scope.PUBLISH,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      confirmed = true,
      packaging = Packaging.REST,
      invoking = "Creating the notification endpoint",
      invoked = "Notification endpoint created",
      status = 201)
  public SecuredNotificationEndpoint create(
      @PathParam("workspace") String workspace,
      @Valid @NotNull(message = "is required") NewNotificationEndpoint endpoint) {
    return creating.create(workspace, endpoint);
  }

  /** Lists the endpoints. */
  @GET
  @Action(
      name = "list_notification_endpoints",
      title = "List notification endpoints",
      description =
          "Lists where a workspace's team is told of reviews and posts, what of, and whether it works. Secrets and full"
              + " addresses are not shown.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.CHANNEL_MANAGE,
      readOnly = true,
      packaging = Packaging.REST,
      invoking = "Reading the notification endpoints",
      invoked = "Notification endpoints listed")
  public NotificationEndpointList list(@PathParam("workspace") String workspace) {
    return new NotificationEndpointList(
        endpoints.of(workspace).stream()
            .map(endpoint -> NotificationEndpointView.of(endpoint, clock.instant()))
            .toList());
  }

  /** Changes an endpoint. */
  @PUT
  @Path("{endpoint_id}")
  @Action(
      name = "update_notification_endpoint",
      title = "Update notification endpoint",
      description =
          "Changes where an endpoint is, what it is told of, what people know it by, or whether it is enabled. What is left"
              + " out stays. Give an address only if the person has given it. Enable one that was disabled once it works.",
      scope = Scope.PUBLISH,
      permission = Permission.CHANNEL_MANAGE,
      destructive = true,
      idempotent = true,
      openWorld = true,
      confirmed = true,
      packaging = Packaging.REST,
      invoking = "Changing the notification endpoint",
      invoked = "Notification endpoint changed")
  public UpdatedNotificationEndpoint update(
      @PathParam("workspace") String workspace,
      @PathParam("endpoint_id") @Parameter(description = ENDPOINT) UUID endpointId,
      @Valid @NotNull(message = "is required") NotificationEndpointChange change) {
    return updating.update(workspace, endpointId, change);
  }

  /** Deletes an endpoint. */
  @DELETE
  @Path("{endpoint_id}")
  @Action(
      name = "delete_notification_endpoint",
      title = "Delete notification endpoint",
      description =
          "Deletes an endpoint with its secret and its deliveries; what was still to be sent is not sent. To stop for a"
              + " while only, disable it with update_notification_endpoint.",
      scope = Scope.PUBLISH,
      permission = Permission.CHANNEL_MANAGE,
      destructive = true,
      packaging = Packaging.REST,
      invoking = "Deleting the notification endpoint",
      invoked = "Notification endpoint deleted")
  public DeletedNotificationEndpoint delete(
      @PathParam("workspace") String workspace,
      @PathParam("endpoint_id") @Parameter(description = ENDPOINT) UUID endpointId) {
    return deleting.delete(workspace, endpointId);
  }

  /** Gives an endpoint a new secret. */
  @POST
  @Path("{endpoint_id}/secret")
  @Action(
      name = "rotate_notification_secret",
      title = "Rotate notification secret",
      description =
          "Makes a new signing secret for an endpoint, shown in this answer only. For 24 hours every message is signed with"
              + " the secret before it too, so that the receiver can change over.",
      scope = Scope.PUBLISH,
      permission = Permission.CHANNEL_MANAGE,
      destructive = true,
      packaging = Packaging.REST,
      invoking = "Rotating the secret",
      invoked = "Secret rotated",
      status = 201)
  public SecuredNotificationEndpoint rotateSecret(
      @PathParam("workspace") String workspace,
      @PathParam("endpoint_id") @Parameter(description = ENDPOINT) UUID endpointId) {
    return rotating.rotate(workspace, endpointId);
  }

  /** Lists the deliveries to an endpoint. */
  @GET
  @Path("{endpoint_id}/deliveries")
  @Action(
      name = "list_notification_deliveries",
      title = "List notification deliveries",
      description =
          "Lists what was sent to an endpoint or is still to be sent, the latest first, with what came of it. Use it to find"
              + " out why a receiver got nothing.",
      scope = Scope.SCHEDULE_READ,
      permission = Permission.CHANNEL_MANAGE,
      readOnly = true,
      packaging = Packaging.REST,
      invoking = "Reading the deliveries",
      invoked = "Deliveries listed")
  public NotificationDeliveryPage listDeliveries(
      @PathParam("workspace") String workspace,
      @PathParam("endpoint_id") @Parameter(description = ENDPOINT) UUID endpointId,
      @QueryParam("cursor") @Parameter(description = Cursor.MEANING) String cursor,
      @QueryParam("limit")
          @DefaultValue(PageLimit.DEFAULT)
          @Parameter(description = "The most deliveries to list.")
          @Min(value = PageLimit.MIN, message = PageLimit.TOO_FEW)
          @Max(value = PageLimit.MAX, message = PageLimit.TOO_MANY)
          int limit) {
    NotificationEndpoint endpoint = endpoints.find(workspace, endpointId);
    List<NotificationDelivery> found = deliveries.page(endpoint, cursor, limit + 1);
    List<NotificationDelivery> shown = found.stream().limit(limit).toList();
    return new NotificationDeliveryPage(
        shown.stream().map(NotificationDeliveryView::of).toList(),
        found.size() > limit ? position(shown.getLast()).cursor() : null);
  }

  private static PagePosition position(NotificationDelivery last) {
    return new PagePosition(last.createdAt, last.id);
  }

  /** Sends a message once more. */
  @POST
  @Path("{endpoint_id}/deliveries/{delivery_id}/redelivery")
  @Action(
      name = "redeliver_notification",
      title = "Redeliver notification",
      description =
          "Sends a notification to its endpoint once more, at once, whether it was delivered, has failed or waits. The"
              + " receiver knows it by the same webhook-id.",
      scope = Scope.PUBLISH,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Sending the notification again",
      invoked = "Notification on its way again")
  public RequestedNotificationDelivery redeliver(
      @PathParam("workspace") String workspace,
      @PathParam("endpoint_id") @Parameter(description = ENDPOINT) UUID endpointId,
      @PathParam("delivery_id")
          @Parameter(description = "The delivery, as list_notification_deliveries names it.")
          UUID deliveryId) {
    return requesting.redeliver(workspace, endpointId, deliveryId);
  }

  /** Tries an endpoint out. */
  @POST
  @Path("{endpoint_id}/test")
  @Action(
      name = "send_test_notification",
      title = "Send test notification",
      description =
          "Sends an endpoint a message of the type notification.test, to see whether it arrives and its signature is right.",
      scope = Scope.PUBLISH,
      permission = Permission.CHANNEL_MANAGE,
      openWorld = true,
      packaging = Packaging.REST,
      invoking = "Sending a test",
      invoked = "Test on its way",
      status = 201)
  public RequestedNotificationDelivery test(
      @PathParam("workspace") String workspace,
      @PathParam("endpoint_id") @Parameter(description = ENDPOINT) UUID endpointId) {
    return requesting.test(workspace, endpointId);
  }
}
