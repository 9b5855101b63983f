package io.postly.gateway.mcp;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.util.Objects;

/**
 * Takes a null argument for an absent one: models send both for what they leave out, and the MCP
 * library fails on null.
 */
@Singleton
class NullArguments implements Handler<RoutingContext> {

  @Override
  public void handle(RoutingContext request) {
    McpRequest message = McpRequest.of(request);
    if (message.params().getValue("arguments") instanceof JsonObject arguments
        && arguments.getMap().values().removeIf(Objects::isNull)) {
      ((RoutingContextInternal) request).setBody(message.toJson().toBuffer());
    }
    request.next();
  }
}
