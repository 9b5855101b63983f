package io.postly.action.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What every successful answer says of the call itself.
 *
 * @param id the audit entry's identifier
 * @param replayed whether this is the first answer to the same idempotency key, given again
 * @param undo whether and until when the action can be taken back; absent for actions that change
 *     nothing
 * @param nextStep the next sensible step, if there is one
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "ActionReceipt",
    description = "What was recorded of this call, and what can follow.")
public record ActionReceipt(
    @Schema(description = "The call's entry in the activity log.", required = true) UUID id,
    @Schema(
            description = "True if this repeats the first answer to the same idempotency key.",
            required = true)
        boolean replayed,
    @Schema(description = "Whether this can be taken back.") UndoOffer undo,
    @Schema(description = "The next sensible step.") String nextStep) {

  /**
   * Whether and how an action can be taken back.
   *
   * @param possible whether it can
   * @param id what {@code undo_action} takes; absent where it cannot
   * @param by the action that does it
   * @param until after this instant it is refused
   * @param reason why it cannot
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "UndoOffer")
  public record UndoOffer(
      @Schema(description = "Whether this can be taken back.", required = true) boolean possible,
      @Schema(description = "Give this to undo_action.") String id,
      @Schema(description = "The action that takes it back.") String by,
      @Schema(description = "The last instant at which it can be taken back.") Instant until,
      @Schema(description = "Why it cannot be taken back.") String reason) {}
}
