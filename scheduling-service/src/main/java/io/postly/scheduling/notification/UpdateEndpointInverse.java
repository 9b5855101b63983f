package io.postly.scheduling.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Takes changed settings of an endpoint back: sets them as they were. */
@ApplicationScoped
class UpdateEndpointInverse implements Inverse {

  private final EndpointUpdating updating;

  UpdateEndpointInverse(EndpointUpdating updating) {
    this.updating = updating;
  }

  @Override
  public String action() {
    return "update_notification_endpoint";
  }

  @Override
  public Scope scope() {
    return Scope.PUBLISH;
  }

  @Override
  public Permission permission() {
    return Permission.CHANNEL_MANAGE;
  }

  @Override
  public boolean isConfirmed() {
    return true;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return updating.update(
        workspace,
        UUID.fromString(arguments.get("endpoint_id").textValue()),
        new NotificationEndpointChange(
            null,
            eventTypes(arguments.path("event_types")),
            arguments.has("enabled") ? arguments.get("enabled").booleanValue() : null,
            arguments.path("description").textValue()));
  }

  private static List<String> eventTypes(JsonNode recorded) {
    return recorded.isArray() ? recorded.valueStream().map(JsonNode::textValue).toList() : null;
  }
}
