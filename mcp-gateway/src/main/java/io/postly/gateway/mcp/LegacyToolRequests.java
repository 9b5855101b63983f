package io.postly.gateway.mcp;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Answers {@code tools/list} itself, and lets the MCP library have the calls of tools that the
 * address offers. The library's descriptors can hold neither {@code securitySchemes} at the top
 * level nor {@code _meta} keys with two slashes, and ChatGPT needs both.
 */
@Singleton
class LegacyToolRequests implements Handler<RoutingContext> {

  private final ToolList tools;

  LegacyToolRequests(ToolList tools) {
    this.tools = tools;
  }

  @Override
  public void handle(RoutingContext request) {
    McpRequest message = McpRequest.of(request);
    switch (message.method()) {
      case "tools/list" -> MessageCheck.answer(request, 200, list(message, request));
      case "tools/call" -> passOnIfOffered(message, request);
      default -> request.next();
    }
  }

  private JsonObject list(McpRequest message, RoutingContext request) {
    if (message.params().containsKey("cursor")) {
      return JsonRpc.error(message.id(), JsonRpc.INVALID_PARAMS, "There is no further page");
    }
    return JsonRpc.result(message.id(), new JsonObject().put("tools", tools.listed(request)));
  }

  private void passOnIfOffered(McpRequest message, RoutingContext request) {
    if (tools.find(request, message.params().getString("name")).isPresent()) {
      request.next();
    } else {
      MessageCheck.answer(
          request,
          200,
          JsonRpc.error(message.id(), JsonRpc.INVALID_PARAMS, "There is no tool of that name"));
    }
  }
}
