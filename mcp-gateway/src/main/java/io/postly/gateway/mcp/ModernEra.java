package io.postly.gateway.mcp;

import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.tool.ToolDescriptor;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Answers requests of revision 2026-07-28, in which every request stands alone: no handshake, no
 * session. The MCP library knows earlier revisions only, and gets all other requests.
 */
@Singleton
class ModernEra implements Handler<RoutingContext> {

  static final String VERSION = "2026-07-28";

  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  private static final long LIST_TTL = 60_000;
  private static final long DISCOVERY_TTL = 3_600_000;

  private final ToolList tools;
  private final ToolCalls calls;
  private final ServerInfo server;

  ModernEra(ToolList tools, ToolCalls calls, ServerInfo server) {
    this.tools = tools;
    this.calls = calls;
    this.server = server;
  }

  @Override
  public void handle(RoutingContext request) {
    if (!VERSION.equals(request.request().getHeader(ModernHeaders.VERSION))) {
      request.next();
      return;
    }
    McpRequest message = McpRequest.of(request);
    try {
      MethodCheck.requireWellFormed(message);
      ModernHeaders.check(request.request().headers(), message);
      answer(request, message);
    } catch (InvalidMessageException e) {
      MessageCheck.answer(
          request, BAD_REQUEST, JsonRpc.error(message.id(), e.code(), e.getMessage()));
    }
  }

  private void answer(RoutingContext request, McpRequest message) throws InvalidMessageException {
    switch (message.method()) {
      case "server/discover" -> complete(request, message, discovery());
      case "tools/list" -> complete(request, message, list(request, message));
      case "tools/call" -> call(request, message);
      default ->
          MessageCheck.answer(
              request,
              NOT_FOUND,
              JsonRpc.error(
                  message.id(), JsonRpc.METHOD_NOT_FOUND, "This server does not offer the method"));
    }
  }

  private JsonObject discovery() {
    return new JsonObject()
        .put("supportedVersions", new JsonArray(MessageCheck.VERSIONS))
        .put("capabilities", new JsonObject().put("tools", new JsonObject()))
        .put("instructions", server.instructions())
        .put("ttlMs", DISCOVERY_TTL)
        .put("cacheScope", "public");
  }

  /** What a grant covers is nobody else's list. */
  private JsonObject list(RoutingContext request, McpRequest message)
      throws InvalidMessageException {
    if (message.params().containsKey("cursor")) {
      throw new InvalidMessageException(
          message.id(), JsonRpc.INVALID_PARAMS, "There is no further page");
    }
    return new JsonObject()
        .put("tools", tools.listed(request))
        .put("ttlMs", LIST_TTL)
        .put("cacheScope", "private");
  }

  private void call(RoutingContext request, McpRequest message) throws InvalidMessageException {
    ToolDescriptor tool =
        tools
            .find(request, message.params().getString("name"))
            .orElseThrow(
                () ->
                    new InvalidMessageException(
                        message.id(), JsonRpc.INVALID_PARAMS, "There is no tool of that name"));
    calls
        .call(tool.operation(), arguments(message), Caller.of(request, Packaging.MCP))
        .subscribe()
        .with(outcome -> complete(request, message, result(outcome)), request::fail);
  }

  private static Map<String, Object> arguments(McpRequest message) {
    return message.params().getJsonObject("arguments", new JsonObject()).getMap();
  }

  private static JsonObject result(ToolOutcome outcome) {
    JsonObject text = new JsonObject().put("type", "text").put("text", outcome.text());
    JsonObject result =
        new JsonObject().put("isError", outcome.isError()).put("content", JsonArray.of(text));
    outcome.structured().ifPresent(structured -> result.put("structuredContent", structured));
    if (!outcome.challenges().isEmpty()) {
      result.put(
          "_meta",
          new JsonObject().put(ToolOutcome.CHALLENGES, new JsonArray(outcome.challenges())));
    }
    return result;
  }

  private void complete(RoutingContext request, McpRequest message, JsonObject result) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    JsonObject meta = result.getJsonObject("_meta", new JsonObject());
    meta.put("io.modelcontextprotocol/serverInfo", server.json());
    result.put("resultType", "complete").put("_meta", meta);
    MessageCheck.answer(request, 200, JsonRpc.result(message.id(), result));
  }
}
