package io.postly.gateway.mcp;

import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.AccessToken;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.catalog.Parameter;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.tool.ToolCalls;
import io.postly.gateway.tool.ToolDescriptor;
import io.postly.gateway.tool.ToolOutcome;
import io.postly.gateway.tool.ToolView;
import io.postly.gateway.tool.Tools;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** The tools that are made of the services' operations. */
@Singleton
class CatalogTools implements ToolSource {

  private final List<ServedTool> tools;

  CatalogTools(Tools tools, ToolCalls calls, WorkspaceQuestion workspaceQuestion) {
    this.tools =
        tools.descriptors().stream()
            .<ServedTool>map(
                tool ->
                    new CatalogTool(
                        tool.operation(),
                        prepared(tool),
                        needsWorkspace(tool),
                        calls,
                        workspaceQuestion))
            .toList();
  }

  /** In the form in which it is sent, once for all. */
  private static JsonObject prepared(ToolDescriptor tool) {
    return new JsonObject(tool.json().toString());
  }

  private static boolean needsWorkspace(ToolDescriptor tool) {
    return tool.operation().parameters().stream()
        .filter(Parameter::required)
        .anyMatch(parameter -> parameter.name().equals(WorkspaceQuestion.WORKSPACE));
  }

  @Override
  public List<ServedTool> tools() {
    return tools;
  }

  static ToolResult result(ToolOutcome outcome) {
    JsonObject content = new JsonObject().put("type", "text").put("text", outcome.text());
    JsonObject json =
        new JsonObject().put("isError", outcome.isError()).put("content", JsonArray.of(content));
    outcome.structured().ifPresent(value -> json.put("structuredContent", value));
    outcome
        .challenge()
        .ifPresent(
            value ->
                json.put(
                    "_meta", new JsonObject().put(ToolOutcome.CHALLENGES, JsonArray.of(value))));
    return new ToolResult(json, outcome.status(), outcome.challenge());
  }

  private record CatalogTool(
      Operation operation,
      JsonObject descriptor,
      boolean needsWorkspace,
      ToolCalls calls,
      WorkspaceQuestion workspaceQuestion)
      implements ServedTool {

    @Override
    public String name() {
      return operation.name();
    }

    @Override
    public List<String> formerNames() {
      return operation.mcp().formerNames();
    }

    @Override
    public boolean isOffered(ToolView view) {
      return view.offers(operation);
    }

    @Override
    public boolean isGranted(AccessToken token) {
      return token.scopes().contains(operation.scope());
    }

    /**
     * In the older revisions too, it asks what it must where a confirmation is needed. Whether one
     * is, some actions say only when they are called: an undo, a plan that is no dry run.
     */
    @Override
    public boolean isInteractive() {
      return !operation.hints().readOnly();
    }

    @Override
    public Uni<ToolResult> call(ToolCall call) {
      Caller caller = Caller.of(call.request(), Packaging.MCP);
      return workspaceQuestion
          .complete(call.message(), call.arguments(), needsWorkspace, call.request())
          .chain(arguments -> confirmed(call.message(), arguments, caller))
          .map(CatalogTools::result);
    }

    private Uni<ToolOutcome> confirmed(
        McpRequest message, Map<String, Object> arguments, Caller caller) {
      ConfirmationQuestion question = ConfirmationQuestion.of(message);
      if (question.isDismissed()) {
        return Uni.createFrom().item(calls.outcome(operation, caller, declined()));
      }
      return calls
          .call(operation, arguments, caller, question.answer())
          .chain(outcome -> question.orAsk(outcome, arguments));
    }

    private static ProblemException declined() {
      return ProblemException.of(
          ActionErrorCode.CONFIRMATION_DECLINED, "The person was asked and did not confirm.");
    }
  }
}
