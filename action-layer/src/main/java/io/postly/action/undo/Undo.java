package io.postly.action.undo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How an action can be taken back, or why it cannot.
 *
 * @param possible whether there is an inverse
 * @param by the action that is the inverse
 * @param arguments the inverse's arguments, and what must still be so for it to be run
 * @param until after this instant the inverse is refused
 * @param reason why there is no inverse
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Undo(
    boolean possible, String by, Map<String, Object> arguments, Instant until, String reason) {

  /** An inverse: another action with fixed arguments, until a deadline. */
  public static Undo by(String action, Map<String, Object> arguments, Instant until) {
    return new Undo(
        true,
        Objects.requireNonNull(action),
        Map.copyOf(arguments),
        Objects.requireNonNull(until),
        null);
  }

  /** No inverse, with the reason that the caller is told. */
  public static Undo impossible(String reason) {
    return new Undo(false, null, Map.of(), null, Objects.requireNonNull(reason));
  }
}
