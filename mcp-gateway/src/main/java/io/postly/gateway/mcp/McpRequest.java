package io.postly.gateway.mcp;

import io.postly.gateway.tool.ToolOutcome;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * A checked request message.
 *
 * @param id a string or an integer
 * @param method the method's name
 * @param params empty where the message has none
 * @param input what the client can be asked, and has answered
 */
public record McpRequest(Object id, String method, JsonObject params, ClientInput input) {

  static McpRequest of(JsonObject message) {
    JsonObject params = message.getJsonObject("params");
    return new McpRequest(
        message.getValue("id"),
        message.getString("method"),
        params == null ? new JsonObject() : params,
        ClientInput.NONE);
  }

  static McpRequest of(RoutingContext request) {
    return request.get(McpRequest.class.getName());
  }

  McpRequest with(ClientInput given) {
    return new McpRequest(id, method, params, given);
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

  /** A parameter that must be there, and be text. */
  public String requireText(String name) throws InvalidMessageException {
    if (params.getValue(name) instanceof String text) {
      return text;
    }
    throw invalid(name + " must be a string");
  }

  /** A parameter that must be an object if it is there. */
  public JsonObject objectOrEmpty(String name) throws InvalidMessageException {
    Object value = params.getValue(name);
    if (value == null) {
      return new JsonObject();
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw invalid(name + " must be an object");
  }

  /** Lists have one page; no cursor was ever given out. */
  public void requireFirstPage() throws InvalidMessageException {
    if (params.containsKey("cursor")) {
      throw invalid("There is no further page");
    }
  }

  /** That the parameters are not the method's. */
  public InvalidMessageException invalid(String what) {
    return new InvalidMessageException(id, JsonRpc.INVALID_PARAMS, what);
  }

  /** That the client was asked, and has not answered. */
  InvalidMessageException unanswered() {
    return new InvalidMessageException(
        id, JsonRpc.INTERNAL_ERROR, "The client has not answered what it was asked");
  }

  /** That there is no such method. */
  public InvalidMessageException unknownMethod() {
    return new InvalidMessageException(
        id, JsonRpc.METHOD_NOT_FOUND, "This server does not offer the method");
  }

  /** That the client has not declared what the request needs it for. */
  public void requireCapability(String capability) throws InvalidMessageException {
    if (!input.allows(capability)) {
      throw new InvalidMessageException(
          id,
          JsonRpc.MISSING_CAPABILITY,
          "The client must be capable of " + capability,
          new JsonObject()
              .put("requiredCapabilities", new JsonObject().put(capability, new JsonObject())));
    }
  }

  /** That nothing is to be read at that URI. */
  public InvalidMessageException resourceNotFound(String uri) {
    return new InvalidMessageException(
        id,
        JsonRpc.RESOURCE_NOT_FOUND,
        "There is no resource at that URI",
        new JsonObject().put("uri", uri));
  }

  /** That the service has refused it, with the problem as data. */
  public InvalidMessageException refused(ToolOutcome outcome) {
    JsonObject problem = new JsonObject(outcome.text());
    boolean isSystem = "system".equals(problem.getValue("category"));
    return new InvalidMessageException(
        id,
        isSystem ? JsonRpc.INTERNAL_ERROR : JsonRpc.INVALID_PARAMS,
        problem.getString("title"),
        problem,
        outcome.challenge().map(value -> new Denial(outcome.status(), value)).orElse(null));
  }
}
