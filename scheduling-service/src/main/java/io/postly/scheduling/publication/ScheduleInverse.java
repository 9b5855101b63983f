package io.postly.scheduling.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes a cancellation back: plans the draft anew, for the same time and channels. */
@ApplicationScoped
class ScheduleInverse implements Inverse {

  /** Whether the posts had slots of their channels' queues, which they then get back. */
  static final String QUEUED = "queued";

  private final Scheduling scheduling;
  private final Queueing queueing;

  ScheduleInverse(Scheduling scheduling, Queueing queueing) {
    this.scheduling = scheduling;
    this.queueing = queueing;
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
    UUID draftId = UUID.fromString(arguments.get("draft_id").textValue());
    int revision = arguments.get("expected_revision").intValue();
    String time = arguments.get("publish_at").textValue();
    List<UUID> channelIds = channelIds(arguments.get("channel_ids"));
    return arguments.path(QUEUED).asBoolean(false)
        ? queueing.queueAgain(
            workspace, new PostMaking.Wanted(draftId, revision, channelIds), Instant.parse(time))
        : scheduling.schedule(
            workspace, new NewPublication(draftId, revision, time, null, channelIds));
  }

  private static List<UUID> channelIds(JsonNode ids) {
    return ids.valueStream().map(JsonNode::textValue).map(UUID::fromString).toList();
  }
}
