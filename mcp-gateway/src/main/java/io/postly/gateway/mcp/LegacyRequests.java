package io.postly.gateway.mcp;

import io.postly.gateway.access.AccessToken;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers, in the revisions that have a handshake, the methods that every era has alike, and lets
 * the MCP library have the calls of tools that the address offers.
 */
@Singleton
class LegacyRequests implements Handler<RoutingContext> {

  private static final int OK = 200;

  private final McpMethods methods;
  private final ToolList tools;
  private final ServerInfo server;
  private final AskableSession sessions;
  private final OpenQuestions questions;

  LegacyRequests(
      McpMethods methods,
      ToolList tools,
      ServerInfo server,
      AskableSession sessions,
      OpenQuestions questions) {
    this.methods = methods;
    this.tools = tools;
    this.server = server;
    this.sessions = sessions;
    this.questions = questions;
  }

  @Override
  public void handle(RoutingContext request) {
    McpRequest message = McpRequest.of(request);
    Optional<McpMethod> method = methods.find(message.method());
    if (method.isPresent()) {
      answer(method.get(), message, request);
    } else {
      switch (message.method()) {
        case "initialize" -> initialize(message, request);
        case "tools/call" -> call(message, request);
        default -> request.next();
      }
    }
  }

  private static void answer(McpMethod method, McpRequest message, RoutingContext request) {
    try {
      method
          .answer(message, request)
          .invoke(result -> complete(request, message, result))
          .subscribe()
          .with(result -> {}, failure -> fail(request, message, failure));
    } catch (InvalidMessageException e) {
      refuse(request, message, e);
    }
  }

  private static void complete(RoutingContext request, McpRequest message, JsonObject result) {
    MessageCheck.answer(request, OK, JsonRpc.result(message.id(), result));
  }

  private static void fail(RoutingContext request, McpRequest message, Throwable failure) {
    if (failure instanceof InvalidMessageException e) {
      refuse(request, message, e);
    } else {
      request.fail(failure);
    }
  }

  private static void refuse(
      RoutingContext request, McpRequest message, InvalidMessageException failure) {
    new ResponseStream(request).refuse(message, failure);
  }

  private void initialize(McpRequest message, RoutingContext request) {
    sessions
        .begin(AccessToken.of(request).subject(), message.params().getJsonObject("capabilities"))
        .ifPresent(id -> request.response().putHeader(AskableSession.HEADER, id));
    complete(request, message, server.initialization(message));
  }

  private void call(McpRequest message, RoutingContext request) {
    String name = message.params().getString("name");
    Optional<ServedTool> tool = tools.find(request, name);
    if (tool.isEmpty()) {
      refuse(request, message, message.invalid("There is no tool of that name"));
    } else if (tool.get().isInteractive()) {
      ClientInput input = sessions.input(request, AccessToken.of(request).subject());
      new LegacyConversation(tool.get(), message.with(input), request, questions).begin();
    } else {
      passOn(tool.get().name(), message, request);
    }
  }

  /** The library knows tools by their present names only. */
  private static void passOn(String name, McpRequest message, RoutingContext request) {
    if (!name.equals(message.params().getString("name"))) {
      message.params().put("name", name);
      ((RoutingContextInternal) request).setBody(message.toJson().toBuffer());
    }
    request.next();
  }
}
