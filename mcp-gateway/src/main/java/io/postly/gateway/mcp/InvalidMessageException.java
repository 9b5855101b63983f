package io.postly.gateway.mcp;

/** A message that the transport does not allow. */
final class InvalidMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Object id;
  private final int code;

  InvalidMessageException(Object id, int code, String message) {
    super(message);
    this.id = id;
    this.code = code;
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
