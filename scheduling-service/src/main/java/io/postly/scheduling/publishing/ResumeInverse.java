package io.postly.scheduling.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes a stop back: lets publishing go on. */
@ApplicationScoped
class ResumeInverse implements Inverse {

  private final PublishingControl control;

  ResumeInverse(PublishingControl control) {
    this.control = control;
  }

  @Override
  public String action() {
    return "resume_publishing";
  }

  @Override
  public Scope scope() {
    return Scope.PUBLISH;
  }

  @Override
  public Permission permission() {
    return Permission.POLICY_MANAGE;
  }

  @Override
  public boolean isConfirmed() {
    return true;
  }

  @Override
  public Object perform(String workspace, JsonNode arguments) {
    return control.resume(workspace);
  }
}
