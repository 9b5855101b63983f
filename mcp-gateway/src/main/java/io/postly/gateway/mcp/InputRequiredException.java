package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The call cannot go on until the client has answered; it calls again with the answers. */
public final class InputRequiredException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient JsonObject requests;
  private final transient JsonObject state;
  private final transient ToolResult withoutAnswer;

  /**
   * Asks.
   *
   * @param requests the questions by their keys, each with {@code method} and {@code params}
   * @param state what the second call must bring back
   */
  public InputRequiredException(JsonObject requests, JsonObject state) {
    this(requests, state, null);
  }

  /**
   * Asks, where a call that is not answered has a result too.
   *
   * @param withoutAnswer that result, for clients that must answer while the call goes on
   */
  InputRequiredException(JsonObject requests, JsonObject state, ToolResult withoutAnswer) {
    super("The client is asked");
    this.requests = requests;
    this.state = state;
    this.withoutAnswer = withoutAnswer;
  }

  JsonObject requests() {
    return requests;
  }

  JsonObject state() {
    return state;
  }

  Optional<ToolResult> withoutAnswer() {
    return Optional.ofNullable(withoutAnswer);
  }
}
