package io.postly.scheduling.notification;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Takes a new endpoint back: deletes it. */
@ApplicationScoped
class DeleteEndpointInverse implements Inverse {

  private final EndpointDeleting deleting;

  DeleteEndpointInverse(EndpointDeleting deleting) {
    this.deleting = deleting;
  }

  @Override
  public String action() {
    return "delete_notification_endpoint";
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
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return deleting.delete(workspace, UUID.fromString(arguments.get("endpoint_id").textValue()));
  }
}
