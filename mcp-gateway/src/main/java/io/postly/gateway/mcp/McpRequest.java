package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * A checked request message.
 *
 * @param id a string or an integer
 * @param method the method's name
 * @param params empty where the message has none
 */
record McpRequest(Object id, String method, JsonObject params) {

  static McpRequest of(JsonObject message) {
    JsonObject params = message.getJsonObject("params");
    return new McpRequest(
        message.getValue("id"),
        message.getString("method"),
        params == null ? new JsonObject() : params);
  }

  static McpRequest of(RoutingContext request) {
    return request.get(McpRequest.class.getName());
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("jsonrpc", "2.0")
        .put("id", id)
        .put("method", method)
        .put("params", params);
  }

  void attachTo(RoutingContext request) {
    request.put(McpRequest.class.getName(), this);
  }
}
