package io.postly.scheduling.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Moves a publication back to the time that it had before. */
@ApplicationScoped
class RescheduleInverse implements Inverse {

  /** The time that it was moved to; another one means that it was moved again. */
  static final String MOVED_TO = "moved_to";

  /** Whether it had a slot of its channel's queue before. */
  static final String QUEUED = "queued";

  private final Rescheduling rescheduling;

  RescheduleInverse(Rescheduling rescheduling) {
    this.rescheduling = rescheduling;
  }

  @Override
  public String action() {
    return "reschedule_post";
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
    // Releases before undo_action did not record it.
    Optional<Instant> movedTo =
        Optional.ofNullable(arguments.get(MOVED_TO)).map(JsonNode::textValue).map(Instant::parse);
    return rescheduling.moveBack(
        workspace,
        UUID.fromString(arguments.get("publication_id").textValue()),
        new NewPublishTime(arguments.get("publish_at").textValue(), null),
        movedTo,
        arguments.path(QUEUED).asBoolean(false));
  }
}
