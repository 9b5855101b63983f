package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;

/** A message that the transport does not allow. */
final class InvalidMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Object id;
  private final int code;
  private final transient JsonObject data;

  InvalidMessageException(Object id, int code, String message) {
    this(id, code, message, null);
  }

  /** One with what the code's definition adds. */
  InvalidMessageException(Object id, int code, String message, JsonObject data) {
    super(message);
    this.id = id;
    this.code = code;
    this.data = data;
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
}
