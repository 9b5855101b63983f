package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a call is answered with.
 *
 * @param json the result of {@code tools/call}
 * @param status the HTTP status
 * @param challenge by which the client may get a token that does
 */
public record ToolResult(JsonObject json, int status, Optional<String> challenge) {

  /** A result that needs no other token. */
  public static ToolResult of(JsonObject json) {
    return new ToolResult(json, 200, Optional.empty());
  }
}
