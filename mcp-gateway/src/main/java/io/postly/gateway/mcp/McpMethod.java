package io.postly.gateway.mcp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** A method that is answered alike in every era of the protocol. */
public interface McpMethod {

  /** Its name, {@code prompts/list}. */
  String name();

  /** What is said of keeping the answer to a message, in the eras that say it. */
  default Optional<Caching> caching(McpRequest message) {
    return Optional.empty();
  }

  /**
   * The result.
   *
   * @throws InvalidMessageException where the parameters are not the method's; the answer may fail
   *     with one, too
   */
  Uni<JsonObject> answer(McpRequest message, RoutingContext request) throws InvalidMessageException;
}
