package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * How a tool's call ended, in whatever era it was made.
 *
 * @param isError whether the text is a problem
 * @param text the result or the problem, as JSON
 * @param structured the same result; empty for a problem, because clients check it against the
 *     output schema, which describes successes
 * @param challenges by which ChatGPT offers the person to sign in, or to grant more; empty for
 *     problems that neither would solve
 */
record ToolOutcome(
    boolean isError, String text, Optional<JsonObject> structured, List<String> challenges) {

  /** The member of {@code _meta} that carries challenges. */
  static final String CHALLENGES = "mcp/www_authenticate";

  static ToolOutcome success(String text, JsonObject structured) {
    return new ToolOutcome(false, text, Optional.of(structured), List.of());
  }

  static ToolOutcome failure(String problem, List<String> challenges) {
    return new ToolOutcome(true, problem, Optional.empty(), challenges);
  }
}
