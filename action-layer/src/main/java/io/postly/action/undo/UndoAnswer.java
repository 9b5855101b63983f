package io.postly.action.undo;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to {@code undo_action}.
 *
 * @param undone what was taken back
 * @param result what the inverse answered, a record of its own
 */
@RegisterForReflection
@Schema(description = "What was taken back, and what came of it.")
record UndoAnswer(
    @Schema(required = true) UndoneAction undone,
    @Schema(
            description = "What the opposite action answered.",
            type = SchemaType.OBJECT,
            required = true)
        Object result) {

  /**
   * An action that was taken back.
   *
   * @param actionId its entry in the activity log
   * @param action its name
   * @param by the name of the inverse
   */
  @RegisterForReflection
  @Schema(name = "UndoneAction")
  record UndoneAction(
      @Schema(required = true) UUID actionId,
      @Schema(required = true) String action,
      @Schema(description = "The opposite action, which took it back.", required = true)
          String by) {}
}
