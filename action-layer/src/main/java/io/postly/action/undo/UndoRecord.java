package io.postly.action.undo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * How one action can be taken back, as it was recorded, and whether that has been done.
 *
 * @param actionId the action
 * @param by the action that is the inverse; null where there is none
 * @param arguments what the inverse is run with; null where there is none
 * @param until the last instant at which it may be run; null where there is none
 * @param reason why there is none; null where there is one
 * @param undoneBy the undo that has taken it back; null until then
 * @param undoneAt when that was; null until then
 */
record UndoRecord(
    UUID actionId,
    String by,
    JsonNode arguments,
    Instant until,
    String reason,
    UUID undoneBy,
    Instant undoneAt) {

  boolean isPossible() {
    return by != null;
  }

  boolean isUndone() {
    return undoneBy != null;
  }
}
