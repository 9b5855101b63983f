package io.postly.gateway.mcp;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.Challenge;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.forward.Arguments;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.forward.Forwarder;
import io.postly.gateway.forward.ServiceReply;
import io.postly.gateway.problem.ProblemJson;
import io.postly.gateway.refusal.CallLabels;
import io.postly.gateway.refusal.Refusals;
import io.postly.gateway.tool.ToolDescriptor;
import io.postly.gateway.tool.Tools;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Performs tool calls by forwarding them to the service that owns the action. */
@Singleton
class ToolCalls {

  private static final MetaKey CHALLENGE = MetaKey.from("mcp/www_authenticate");

  private final Forwarder forwarder;
  private final Challenge challenge;
  private final Refusals refusals;
  private final ProblemJson json;
  private final CurrentVertxRequest currentRequest;

  ToolCalls(
      Forwarder forwarder,
      Challenge challenge,
      Refusals refusals,
      ProblemJson json,
      CurrentVertxRequest currentRequest) {
    this.forwarder = forwarder;
    this.challenge = challenge;
    this.refusals = refusals;
    this.json = json;
    this.currentRequest = currentRequest;
  }

  /**
   * The library dispatches calls only; what a client reads about a tool is answered by {@link
   * ToolList}.
   */
  void register(@Observes StartupEvent event, ToolManager manager, Tools tools) {
    for (ToolDescriptor tool : tools.descriptors()) {
      manager
          .newTool(tool.name())
          .setDescription(tool.operation().description())
          .setInputSchema(tool.inputSchema())
          .setAsyncHandler(arguments -> call(tool.operation(), arguments))
          .register();
    }
  }

  private Uni<ToolResponse> call(Operation operation, ToolArguments arguments) {
    Caller caller = Caller.of(currentRequest.getCurrent(), Packaging.MCP);
    return Uni.createFrom()
        .item(() -> Arguments.toRequest(operation, arguments.args()))
        .chain(request -> forwarder.forward(request, caller))
        .map(reply -> response(operation, caller, reply))
        .onFailure(ProblemException.class)
        .recoverWithItem(failure -> response(operation, caller, failure));
  }

  private ToolResponse response(Operation operation, Caller caller, ServiceReply reply) {
    if (reply.isSuccess()) {
      return new ToolResponse(false, List.of(new TextContent(reply.text())), reply.json(), null);
    }
    return failure(
        reply.text(), challenges(operation, caller, reply.status(), reply.problemCode()));
  }

  private ToolResponse response(Operation operation, Caller caller, ProblemException failure) {
    refusals.count(CallLabels.of(operation, Packaging.MCP), failure);
    return failure(
        json.write(failure),
        challenges(operation, caller, failure.code().definition().status(), failure.code().code()));
  }

  /**
   * No structured content: clients check it against the output schema, which describes successes.
   */
  private static ToolResponse failure(String problem, Map<MetaKey, Object> metadata) {
    return new ToolResponse(true, List.of(new TextContent(problem)), metadata);
  }

  /**
   * By these ChatGPT offers the person to sign in, or to grant more; null for problems that neither
   * would solve.
   */
  private Map<MetaKey, Object> challenges(
      Operation operation, Caller caller, int status, String code) {
    if (status == ActionErrorCode.UNAUTHENTICATED.definition().status()) {
      return Map.of(CHALLENGE, List.of(challenge.invalidToken()));
    }
    if (code.equals("insufficient_scope")) {
      return Map.of(
          CHALLENGE, List.of(challenge.insufficientScope(caller.token(), operation.scope())));
    }
    return null;
  }
}
