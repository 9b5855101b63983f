package io.postly.scheduling.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Gives the posts of a queue the order back that they had, unless it has changed since. */
@ApplicationScoped
class ReorderInverse implements Inverse {

  private final QueueControl control;

  ReorderInverse(QueueControl control) {
    this.control = control;
  }

  @Override
  public String action() {
    return "reorder_queue";
  }

  @Override
  public Scope scope() {
    return Scope.SCHEDULE_WRITE;
  }

  @Override
  public Permission permission() {
    return Permission.SCHEDULE_EDIT;
  }

  @Override
  public boolean isConfirmed() {
    return true;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    UUID channelId = UUID.fromString(arguments.get("channel_id").textValue());
    return control.reorder(
        workspace,
        channelId,
        new NewQueueOrder(
            arguments.get("expected_fingerprint").textValue(),
            arguments
                .get("publication_ids")
                .valueStream()
                .map(JsonNode::textValue)
                .map(UUID::fromString)
                .toList()));
  }
}
