package io.postly.scheduling.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Pauses a queue again that was let go on. Posts that got other slots keep them. */
@ApplicationScoped
class PauseInverse implements Inverse {

  private final QueueControl control;

  PauseInverse(QueueControl control) {
    this.control = control;
  }

  @Override
  public String action() {
    return "pause_queue";
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
    return false;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    UUID channelId = UUID.fromString(arguments.get("channel_id").textValue());
    return control.pause(workspace, channelId, null);
  }
}
