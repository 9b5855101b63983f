package io.postly.gateway.tool;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * How an operation's call ended, in whatever era it was made.
 *
 * @param isError whether the text is a problem
 * @param text the result or the problem, as JSON
 * @param structured the same result; empty for a problem, because clients check it against the
 *     output schema, which describes successes
 * @param challenge by which the client asks for another token; empty for problems that none would
 *     solve
 * @param status the HTTP status that goes with the challenge (RFC 6750); 200 without one
 */
public record ToolOutcome(
    boolean isError,
    String text,
    Optional<JsonObject> structured,
    Optional<String> challenge,
    int status) {

  /** The member of {@code _meta} by which ChatGPT offers the person to sign in or to grant more. */
  public static final String CHALLENGES = "mcp/www_authenticate";

  private static final int OK = 200;

  /** The problem's code; empty for a success. */
  public String problemCode() {
    return isError ? new JsonObject(text).getString("code", "") : "";
  }

  static ToolOutcome success(String text, JsonObject structured) {
    return new ToolOutcome(false, text, Optional.of(structured), Optional.empty(), OK);
  }

  static ToolOutcome failure(String problem) {
    return new ToolOutcome(true, problem, Optional.empty(), Optional.empty(), OK);
  }

  static ToolOutcome challenged(String problem, String challenge, int status) {
    return new ToolOutcome(true, problem, Optional.empty(), Optional.of(challenge), status);
  }
}
