package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers requests of revision 2026-07-28, in which every request stands alone: no handshake, no
 * session. The MCP library knows earlier revisions only, and gets all other requests.
 */
@Singleton
class ModernEra implements Handler<RoutingContext> {

  static final String VERSION = "2026-07-28";

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;

  private final McpMethods methods;
  private final ToolList tools;
  private final ServerInfo server;
  private final RequestState states;
  private final Subscriptions subscriptions;

  ModernEra(
      McpMethods methods,
      ToolList tools,
      ServerInfo server,
      RequestState states,
      Subscriptions subscriptions) {
    this.methods = methods;
    this.tools = tools;
    this.server = server;
    this.states = states;
    this.subscriptions = subscriptions;
  }

  @Override
  public void handle(RoutingContext request) {
    if (!VERSION.equals(request.request().getHeader(ModernHeaders.VERSION))) {
      request.next();
      return;
    }
    McpRequest message = McpRequest.of(request);
    ModernResponse response = new ModernResponse(request, message, server);
    try {
      MethodCheck.requireWellFormed(message);
      ModernHeaders.check(request.request().headers(), message);
      answer(request, message.with(input(request, message)), response);
    } catch (InvalidMessageException e) {
      refuse(response, e);
    }
  }

  private ClientInput input(RoutingContext request, McpRequest message)
      throws InvalidMessageException {
    JsonObject responses = message.objectOrEmpty("inputResponses");
    if (message.params().containsKey("inputResponses")
        && (message.params().getValue("inputResponses") == null
            || responses.stream().anyMatch(entry -> !(entry.getValue() instanceof JsonObject)))) {
      throw message.invalid("inputResponses must be an object of objects");
    }
    JsonObject capabilities =
        message
            .params()
            .getJsonObject("_meta")
            .getJsonObject(ModernHeaders.META_PREFIX + "clientCapabilities");
    return new ClientInput(capabilities, responses, state(request, message));
  }

  private Optional<JsonObject> state(RoutingContext request, McpRequest message)
      throws InvalidMessageException {
    if (!message.params().containsKey("requestState")) {
      return Optional.empty();
    }
    return Optional.of(
        states
            .open(message.requireText("requestState"), binding(request, message))
            .orElseThrow(
                () ->
                    message.invalid(
                        "requestState is used, expired, or not of this call; call without it")));
  }

  private static RequestState.Binding binding(RoutingContext request, McpRequest message) {
    return new RequestState.Binding(AccessToken.of(request).subject(), message);
  }

  private void answer(RoutingContext request, McpRequest message, ModernResponse response)
      throws InvalidMessageException {
    Optional<McpMethod> method = methods.find(message.method());
    if (method.isPresent()) {
      answer(method.get(), request, message, response);
    } else {
      switch (message.method()) {
        case "server/discover" -> response.complete(server.discovery());
        case "tools/call" -> call(request, message, response);
        case "subscriptions/listen" -> subscriptions.listen(request, message, response);
        default -> throw message.unknownMethod();
      }
    }
  }

  private void answer(
      McpMethod method, RoutingContext request, McpRequest message, ModernResponse response)
      throws InvalidMessageException {
    method
        .answer(message, request)
        .invoke(result -> response.complete(withCaching(result, method.caching(message))))
        .subscribe()
        .with(result -> {}, failure -> fail(request, message, response, failure));
  }

  private static JsonObject withCaching(JsonObject result, Optional<Caching> kept) {
    kept.ifPresent(
        caching ->
            result.put("ttlMs", caching.lifetime().toMillis()).put("cacheScope", caching.scope()));
    return result;
  }

  private void call(RoutingContext request, McpRequest message, ModernResponse response)
      throws InvalidMessageException {
    ServedTool tool =
        tools
            .find(request, message.requireText("name"))
            .orElseThrow(() -> message.invalid("There is no tool of that name"));
    ToolCall call =
        new ToolCall(message, message.objectOrEmpty("arguments").getMap(), request, response::tell);
    Uni.createFrom()
        .deferred(() -> tool.call(call))
        .invoke(response::complete)
        .subscribe()
        .with(result -> {}, failure -> fail(request, message, response, failure));
  }

  private void fail(
      RoutingContext request, McpRequest message, ModernResponse response, Throwable failure) {
    switch (failure) {
      case InvalidMessageException e -> refuse(response, e);
      case InputRequiredException e ->
          response.ask(e.requests(), states.seal(e.state(), binding(request, message)));
      default -> response.fail(failure);
    }
  }

  /** This revision has no code of its own for a resource that is not there. */
  private static void refuse(ModernResponse response, InvalidMessageException failure) {
    failure.denial().map(Denial::challenge).ifPresent(response::challenge);
    int code =
        failure.code() == JsonRpc.RESOURCE_NOT_FOUND ? JsonRpc.INVALID_PARAMS : failure.code();
    response.refuse(status(failure), code, failure.getMessage(), failure.data());
  }

  private static int status(InvalidMessageException failure) {
    if (failure.denial().isPresent()) {
      return failure.denial().get().status();
    }
    return switch (failure.code()) {
      case JsonRpc.METHOD_NOT_FOUND -> NOT_FOUND;
      case JsonRpc.INTERNAL_ERROR -> OK;
      default -> BAD_REQUEST;
    };
  }
}
