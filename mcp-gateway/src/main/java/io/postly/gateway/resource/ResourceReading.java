package io.postly.gateway.resource;

import io.postly.action.problem.ActionErrorCode;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.forward.Caller;
import io.postly.gateway.mcp.Caching;
import io.postly.gateway.mcp.InvalidMessageException;
import io.postly.gateway.mcp.McpMethod;
import io.postly.gateway.mcp.McpRequest;
import io.postly.gateway.tool.ToolCalls;
import io.postly.gateway.tool.ToolOutcome;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Answers {@code resources/read}: with what the operation answers that the URI leads to. */
@Singleton
class ResourceReading implements McpMethod {

  static final String MEDIA_TYPE = "application/json";

  private final Resources resources;
  private final ToolCalls calls;

  ResourceReading(Resources resources, ToolCalls calls) {
    this.resources = resources;
    this.calls = calls;
  }

  @Override
  public String name() {
    return "resources/read";
  }

  @Override
  public Optional<Caching> caching() {
    return Optional.of(Caching.NONE);
  }

  @Override
  public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    String uri = message.requireText("uri");
    Resources.Target target =
        resources.find(request, uri).orElseThrow(() -> message.resourceNotFound(uri));
    return calls
        .call(target.operation(), target.arguments(), Caller.of(request, Packaging.MCP))
        .chain(outcome -> contents(message, uri, outcome));
  }

  private static Uni<JsonObject> contents(McpRequest message, String uri, ToolOutcome outcome) {
    if (outcome.isError()) {
      boolean isMissing = outcome.problemCode().equals(ActionErrorCode.NOT_FOUND.code());
      return Uni.createFrom()
          .failure(isMissing ? message.resourceNotFound(uri) : message.refused(outcome));
    }
    JsonObject contents =
        new JsonObject().put("uri", uri).put("mimeType", MEDIA_TYPE).put("text", outcome.text());
    return Uni.createFrom().item(new JsonObject().put("contents", JsonArray.of(contents)));
  }
}
