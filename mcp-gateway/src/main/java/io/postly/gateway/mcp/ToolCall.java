package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A call of a tool.
 *
 * @param message the message
 * @param arguments the arguments; data from outside
 * @param request the request that it came with
 * @param notifications takes what is told to the client before the result
 */
public record ToolCall(
    McpRequest message,
    Map<String, Object> arguments,
    RoutingContext request,
    Consumer<JsonObject> notifications) {}
