package io.postly.gateway.mcp;

import io.postly.gateway.access.Challenge;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.tool.ToolCalls;
import io.postly.gateway.tool.ToolDescriptor;
import io.postly.gateway.tool.ToolOutcome;
import io.postly.gateway.tool.Tools;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Offers the tools through the MCP library, to clients of the revisions that have a handshake. */
@Singleton
class LegacyTools {

  private static final MetaKey CHALLENGES = MetaKey.from(ToolOutcome.CHALLENGES);

  private final ToolCalls calls;
  private final CurrentVertxRequest currentRequest;

  LegacyTools(ToolCalls calls, CurrentVertxRequest currentRequest) {
    this.calls = calls;
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
    RoutingContext request = currentRequest.getCurrent();
    return calls
        .call(operation, arguments.args(), Caller.of(request, Packaging.MCP))
        .invoke(outcome -> challenge(request, outcome))
        .map(LegacyTools::response);
  }

  /** The library answers 200; the status is changed when it is about to. */
  private static void challenge(RoutingContext request, ToolOutcome outcome) {
    outcome
        .challenge()
        .ifPresent(
            challenge ->
                request.addHeadersEndHandler(
                    ignored ->
                        request
                            .response()
                            .setStatusCode(outcome.status())
                            .putHeader(Challenge.HEADER, challenge)));
  }

  private static ToolResponse response(ToolOutcome outcome) {
    return new ToolResponse(
        outcome.isError(),
        List.of(new TextContent(outcome.text())),
        outcome.structured().orElse(null),
        outcome.challenge().map(LegacyTools::metadata).orElse(null));
  }

  private static Map<MetaKey, Object> metadata(String challenge) {
    return Map.of(CHALLENGES, List.of(challenge));
  }
}
