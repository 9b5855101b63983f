package io.postly.scheduling.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes it back that publishing goes on: stops it, for the reason of before. */
@ApplicationScoped
class StopInverse implements Inverse {

  private final PublishingControl control;

  StopInverse(PublishingControl control) {
    this.control = control;
  }

  @Override
  public String action() {
    return "stop_publishing";
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
    return control.stop(workspace, arguments.get("reason").textValue());
  }
}
