package io.postly.gateway.mcp;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Lets through the methods that the gateway offers, with parameters of the right types. The MCP
 * library never answers some others, and fails on what it does not expect.
 */
@Singleton
class MethodCheck implements Handler<RoutingContext> {

  private final McpMethods methods;

  MethodCheck(McpMethods methods) {
    this.methods = methods;
  }

  @Override
  public void handle(RoutingContext request) {
    McpRequest message = McpRequest.of(request);
    try {
      check(message);
      request.next();
    } catch (InvalidMessageException e) {
      MessageCheck.answer(request, 200, JsonRpc.error(message.id(), e.code(), e.getMessage()));
    }
  }

  /** Refuses parameters of wrong types, where every revision has the same. */
  static void requireWellFormed(McpRequest message) throws InvalidMessageException {
    message.objectOrEmpty("_meta");
    if (message.method().equals("tools/call")) {
      message.requireText("name");
      message.objectOrEmpty("arguments");
    }
  }

  private void check(McpRequest message) throws InvalidMessageException {
    requireWellFormed(message);
    if (!methods.isLegacy(message.method())) {
      throw message.unknownMethod();
    }
    if (message.method().equals("initialize")) {
      checkInitialize(message.params());
    }
  }

  private static void checkInitialize(JsonObject params) throws InvalidMessageException {
    requireText(params, "protocolVersion");
    requireObject(params, "capabilities");
    requireObject(params, "clientInfo");
    requireText(params.getJsonObject("clientInfo"), "name");
    requireText(params.getJsonObject("clientInfo"), "version");
    for (var capability : params.getJsonObject("capabilities")) {
      requireObject(params.getJsonObject("capabilities"), capability.getKey());
    }
  }

  private static void requireText(JsonObject params, String name) throws InvalidMessageException {
    if (!(params.getValue(name) instanceof String)) {
      throw invalid(name + " must be a string");
    }
  }

  private static void requireObject(JsonObject params, String name) throws InvalidMessageException {
    if (!(params.getValue(name) instanceof JsonObject)) {
      throw invalid(name + " must be an object");
    }
  }

  private static InvalidMessageException invalid(String message) {
    return new InvalidMessageException(null, JsonRpc.INVALID_PARAMS, message);
  }
}
