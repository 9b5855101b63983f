package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A message that is not answered with a result. */
public final class InvalidMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Object id;
  private final int code;
  private final transient JsonObject data;
  private final transient Denial denial;

  InvalidMessageException(Object id, int code, String message) {
    this(id, code, message, null);
  }

  /** One with what the code's definition adds. */
  InvalidMessageException(Object id, int code, String message, JsonObject data) {
    this(id, code, message, data, null);
  }

  /** One that another token would have prevented. */
  InvalidMessageException(Object id, int code, String message, JsonObject data, Denial denial) {
    super(message);
    this.id = id;
    this.code = code;
    this.data = data;
    this.denial = denial;
  }

  /** What the code's definition adds, or null. */
  JsonObject data() {
    return data;
  }

  /** The message's id, null where it cannot be told. */
  Object id() {
    return id;
  }

  /** The JSON-RPC error code. */
  int code() {
    return code;
  }

  /** That the client needs another token. */
  Optional<Denial> denial() {
    return Optional.ofNullable(denial);
  }
}
