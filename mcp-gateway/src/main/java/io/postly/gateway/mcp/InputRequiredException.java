package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;

/** The call cannot go on until the client has answered; it calls again with the answers. */
public final class InputRequiredException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient JsonObject requests;
  private final transient JsonObject state;

  /**
   * Asks.
   *
   * @param requests the questions by their keys, each with {@code method} and {@code params}
   * @param state what the second call must bring back
   */
  public InputRequiredException(JsonObject requests, JsonObject state) {
    super("The client is asked");
    this.requests = requests;
    this.state = state;
  }

  JsonObject requests() {
    return requests;
  }

  JsonObject state() {
    return state;
  }
}
