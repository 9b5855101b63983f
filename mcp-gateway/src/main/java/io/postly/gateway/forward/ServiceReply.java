package io.postly.gateway.forward;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;

/**
 * What a service answered.
 *
 * @param status the HTTP status
 * @param headers the HTTP headers
 * @param text the JSON document, as received
 * @param json the same, parsed
 */
public record ServiceReply(int status, MultiMap headers, String text, JsonObject json) {

  /** Whether the action was performed. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The problem's code; empty for a success. */
  public String problemCode() {
    return problemText("code");
  }

  /** The problem's category; empty for a success. */
  String problemCategory() {
    return problemText("category");
  }

  private String problemText(String member) {
    return isSuccess() || !(json.getValue(member) instanceof String text) ? "" : text;
  }
}
