package io.postly.scheduling.publishing;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Takes a stop back: lets publishing go on. */
@ApplicationScoped
class ResumeInverse implements Inverse {

  /** Which stop is taken back; another one stays. */
  static final String STOPPED_AT = "stopped_at";

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
    // Releases before recorded none.
    Optional<Instant> stoppedAt =
        Optional.ofNullable(arguments.get(STOPPED_AT)).map(JsonNode::textValue).map(Instant::parse);
    return control.resume(workspace, stoppedAt);
  }
}
