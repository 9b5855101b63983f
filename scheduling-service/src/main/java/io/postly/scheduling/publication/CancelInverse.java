package io.postly.scheduling.publication;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.Permission;
import io.postly.action.Scope;
import io.postly.action.undo.Inverse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Takes a schedule back: on all the channels that it was on, or on none. */
@ApplicationScoped
class CancelInverse implements Inverse {

  static final String ONE = "publication_id";
  static final String SEVERAL = "publication_ids";

  private final Cancelling cancelling;

  CancelInverse(Cancelling cancelling) {
    this.cancelling = cancelling;
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
    return arguments.has(SEVERAL)
        ? cancelling.cancelAll(workspace, several(arguments.get(SEVERAL)))
        : cancelling.cancel(workspace, UUID.fromString(arguments.get(ONE).textValue()), null);
  }

  private static List<UUID> several(JsonNode ids) {
    return ids.valueStream().map(JsonNode::textValue).map(UUID::fromString).toList();
  }
}
