package io.postly.gateway.mcp;

import io.postly.gateway.tool.Tools;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Answers {@code tools/list}. The MCP library's descriptors can hold neither {@code
 * securitySchemes} at the top level nor {@code _meta} keys with two slashes, and ChatGPT needs
 * both.
 */
@Singleton
class ToolList implements Handler<RoutingContext> {

  private final JsonObject tools;

  ToolList(Tools tools) {
    JsonArray descriptors = new JsonArray();
    tools.descriptors().forEach(tool -> descriptors.add(new JsonObject(tool.json().toString())));
    this.tools = new JsonObject().put("tools", descriptors);
  }

  @Override
  public void handle(RoutingContext request) {
    McpRequest message = McpRequest.of(request);
    if (!"tools/list".equals(message.method())) {
      request.next();
    } else if (message.params().containsKey("cursor")) {
      MessageCheck.answer(
          request,
          200,
          JsonRpc.error(message.id(), JsonRpc.INVALID_PARAMS, "There is no further page"));
    } else {
      MessageCheck.answer(request, 200, JsonRpc.result(message.id(), tools));
    }
  }
}
