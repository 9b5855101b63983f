package io.postly.scheduling.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Takes a cancellation back: plans the draft anew, for the same time and channels. */
@ApplicationScoped
class ScheduleInverse implements Inverse {

  private final Scheduling scheduling;

  ScheduleInverse(Scheduling scheduling) {
    this.scheduling = scheduling;
  }

  @Override
  public String action() {
    return "schedule_post";
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
    return scheduling.schedule(
        workspace,
        new NewPublication(
            UUID.fromString(arguments.get("draft_id").textValue()),
            arguments.get("expected_revision").intValue(),
            arguments.get("publish_at").textValue(),
            null,
            channelIds(arguments.get("channel_ids"))));
  }

  private static List<UUID> channelIds(JsonNode ids) {
    return ids.valueStream().map(JsonNode::textValue).map(UUID::fromString).toList();
  }
}
