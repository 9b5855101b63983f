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

/** Takes a schedule back: on all the channels that it was on, or on none. */
@ApplicationScoped
class CancelInverse implements Inverse {

  static final String ONE = "publication_id";
  static final String SEVERAL = "publication_ids";

  /** All posts of that series that have not gone out. */
  static final String SERIES = "series_id";

  /** The series' draft. */
  static final String DRAFT = "draft_id";

  private final Cancelling cancelling;

  CancelInverse(Cancelling cancelling) {
    this.cancelling = cancelling;
  }

  /**
   * Takes what has just been planned back: on all its channels, or on none.
   *
   * @param until when the first of it goes out
   */
  static Undo takingBack(String workspace, List<Publication> made, Instant until) {
    Map<String, Object> arguments =
        made.size() == 1
            ? Map.of("workspace", workspace, ONE, made.getFirst().id)
            : Map.of("workspace", workspace, SEVERAL, made.stream().map(post -> post.id).toList());
    return Undo.by("cancel_post", arguments, until);
  }

  /**
   * Takes back what has not gone out of a series that has just been planned.
   *
   * @param first any of its posts
   * @param until when the last of it goes out
   */
  static Undo takingBackSeries(Publication first, Instant until) {
    return Undo.by(
        "cancel_post",
        Map.of("workspace", first.workspace, SERIES, first.seriesId, DRAFT, first.draftId),
        until);
  }

  @Override
  public String action() {
    return "cancel_post";
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
    if (arguments.has(SERIES)) {
      return cancelling.cancelSeries(
          UUID.fromString(arguments.get(DRAFT).textValue()),
          UUID.fromString(arguments.get(SERIES).textValue()));
    }
    return arguments.has(SEVERAL)
        ? cancelling.cancelAll(workspace, several(arguments.get(SEVERAL)))
        : cancelling.cancel(workspace, UUID.fromString(arguments.get(ONE).textValue()), null);
  }

  private static List<UUID> several(JsonNode ids) {
    return ids.valueStream().map(JsonNode::textValue).map(UUID::fromString).toList();
  }
}
