package io.postly.scheduling.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import io.postly.action.undo.Undo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes a cancellation back: plans the draft anew, for the same time and channels. */
@ApplicationScoped
class ScheduleInverse implements Inverse {

  /** Whether the posts had slots of their channels' queues, which they then get back. */
  static final String QUEUED = "queued";

  private static final String SERIES = "series_id";
  private static final String POSTS = "posts";
  private static final String CHANNEL = "channel_id";
  private static final String TIME = "publish_at";

  private final Scheduling scheduling;
  private final Queueing queueing;
  private final Repeating repeating;

  ScheduleInverse(Scheduling scheduling, Queueing queueing, Repeating repeating) {
    this.scheduling = scheduling;
    this.queueing = queueing;
    this.repeating = repeating;
  }

  /**
   * Plans posts of a series again, all of them or none.
   *
   * @param cancelled in the order in which they were to go out, none of it due yet
   */
  static Undo planningAgain(List<Publication> cancelled, int revision) {
    Publication first = cancelled.getFirst();
    return Undo.by(
        "schedule_post",
        Map.of(
            "workspace",
            first.workspace,
            "draft_id",
            first.draftId,
            "expected_revision",
            revision,
            SERIES,
            first.seriesId,
            POSTS,
            cancelled.stream()
                .map(post -> Map.of(CHANNEL, post.channelId, TIME, post.dueAt.toString()))
                .toList()),
        first.dueAt);
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
    if (arguments.has(SERIES)) {
      return planAgain(workspace, draftId, revision, arguments);
    }
    String time = arguments.get(TIME).textValue();
    List<UUID> channelIds = channelIds(arguments.get("channel_ids"));
    return arguments.path(QUEUED).asBoolean(false)
        ? queueing.queueAgain(
            workspace, new PostMaking.Wanted(draftId, revision, channelIds), Instant.parse(time))
        : scheduling.schedule(
            workspace, new NewPublication(draftId, revision, time, null, channelIds, null));
  }

  private ScheduledPublications planAgain(
      String workspace, UUID draftId, int revision, JsonNode arguments) {
    List<PostMaking.Occurrence> posts =
        arguments.get(POSTS).valueStream().map(ScheduleInverse::occurrence).toList();
    List<UUID> channelIds =
        posts.stream().map(PostMaking.Occurrence::channelId).distinct().toList();
    return repeating.planAgain(
        workspace,
        new PostMaking.Wanted(draftId, revision, channelIds),
        UUID.fromString(arguments.get(SERIES).textValue()),
        posts);
  }

  private static PostMaking.Occurrence occurrence(JsonNode post) {
    return new PostMaking.Occurrence(
        UUID.fromString(post.get(CHANNEL).textValue()), Instant.parse(post.get(TIME).textValue()));
  }

  private static List<UUID> channelIds(JsonNode ids) {
    return ids.valueStream().map(JsonNode::textValue).map(UUID::fromString).toList();
  }
}
