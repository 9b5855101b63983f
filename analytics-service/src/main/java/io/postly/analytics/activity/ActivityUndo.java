package io.postly.analytics.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a call can be taken back at the time of reading. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ActivityUndo")
record ActivityUndo(
    @Schema(description = "Whether it can still be taken back.", required = true) boolean possible,
    @Schema(description = "Give this to undo_action.") String id,
    @Schema(description = "The last instant at which it can be taken back.") Instant until,
    @Schema(description = "Why it cannot be taken back.") String reason) {

  static final String UNDONE = "It was undone already.";
  static final String TOO_LATE = "The time for it has passed.";

  static ActivityUndo offered(String id, Instant until) {
    return new ActivityUndo(true, id, until, null);
  }

  /**
   * An undo that is not, or no longer, to be had.
   *
   * @param until how long it was offered, or null
   */
  static ActivityUndo refused(Instant until, String reason) {
    return new ActivityUndo(false, null, until, reason);
  }
}
