package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What a client can be asked, and what it answers to an earlier question. In revision 2026-07-28 it
 * says both in each request (multi-round-trip requests); in the older ones the gateway puts it
 * together from the session's id and from the answers that come while the call goes on.
 *
 * @param capabilities the client's capabilities, by name
 * @param responses its answers by the keys of the questions; data from outside
 * @param state what the gateway had given out with the questions, if it has come back whole, for
 *     the same call of the same person, in time, and for the first time
 */
public record ClientInput(
    JsonObject capabilities, JsonObject responses, Optional<JsonObject> state) {

  static final ClientInput NONE =
      new ClientInput(new JsonObject(), new JsonObject(), Optional.empty());

  /** Whether the client has declared the capability. */
  public boolean allows(String capability) {
    return capabilities.getValue(capability) instanceof JsonObject;
  }

  /** Whether the client can show the person a form; unless it says otherwise, it can. */
  boolean allowsForms() {
    return capabilities.getValue("elicitation") instanceof JsonObject modes
        && (modes.isEmpty() || modes.containsKey("form"));
  }

  /** Whether the client can have the person open a page. */
  boolean allowsPages() {
    return capabilities.getValue("elicitation") instanceof JsonObject modes
        && modes.containsKey("url");
  }

  /** The answer to one question. */
  public Optional<JsonObject> response(String key) {
    return Optional.ofNullable(responses.getJsonObject(key));
  }
}
