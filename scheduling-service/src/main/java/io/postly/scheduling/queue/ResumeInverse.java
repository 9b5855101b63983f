package io.postly.scheduling.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lets a queue go on that was paused. */
@ApplicationScoped
class ResumeInverse implements Inverse {

  /** Which pause is taken back; another one stays. */
  static final String PAUSED_AT = "paused_at";

  private final QueueControl control;

  ResumeInverse(QueueControl control) {
    this.control = control;
  }

  @Override
  public String action() {
    return "resume_queue";
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
    // Releases before recorded none.
    Optional<Instant> pausedAt =
        Optional.ofNullable(arguments.get(PAUSED_AT)).map(JsonNode::textValue).map(Instant::parse);
    return control.resume(workspace, channelId, pausedAt);
  }
}
