package io.postly.gateway.mcp;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The response to one request of revision 2026-07-28. */
final class ModernResponse {

  private static final int OK = 200;

  private final ResponseStream stream;
  private final McpRequest message;
  private final ServerInfo server;

  ModernResponse(RoutingContext request, McpRequest message, ServerInfo server) {
    this.stream = new ResponseStream(request);
    this.message = message;
    this.server = server;
  }

  void complete(JsonObject result) {
    send(OK, result, "complete");
  }

  void complete(ToolResult result) {
    result.challenge().ifPresent(this::challenge);
    send(result.status(), result.json(), "complete");
  }

  /** Asks the client, which calls again with the answers and the state. */
  void ask(JsonObject requests, String state) {
    send(
        OK,
        new JsonObject().put("inputRequests", requests).put("requestState", state),
        "input_required");
  }

  void challenge(String challenge) {
    stream.challenge(challenge);
  }

  void refuse(int status, int code, String text, JsonObject data) {
    stream.end(status, JsonRpc.error(message.id(), code, text, data));
  }

  void fail(Throwable failure) {
    stream.fail(message, failure);
  }

  void tell(JsonObject notification) {
    stream.tell(notification);
  }

  /** Keeps what stands between from closing a stream on which nothing happens. */
  void keepAlive() {
    stream.comment("keep-alive");
  }

  private void send(int status, JsonObject result, String type) {
    JsonObject meta = result.getJsonObject("_meta", new JsonObject());
    meta.put(ModernHeaders.META_PREFIX + "serverInfo", server.json());
    result.put("resultType", type).put("_meta", meta);
    stream.end(status, JsonRpc.result(message.id(), result));
  }
}
