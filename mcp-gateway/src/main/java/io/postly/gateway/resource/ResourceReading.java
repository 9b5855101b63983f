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
import io.postly.gateway.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers {@code resources/read}: with what the operation answers that the URI leads to, or with a
 * view.
 */
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
  public Optional<Caching> caching(McpRequest message) {
    boolean isView = message.params().getString("uri").startsWith(View.SCHEME);
    return Optional.of(isView ? Caching.VERSIONED : Caching.NONE);
  }

  @Override
  public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    String uri = message.requireText("uri");
    Optional<View> view = resources.findView(request, uri);
    if (view.isPresent()) {
      return Uni.createFrom().item(result(item(uri, view.get())));
    }
    Resources.Target target =
        resources.find(request, uri).orElseThrow(() -> message.resourceNotFound(uri));
    return calls
        .call(target.operation(), target.arguments(), Caller.of(request, Packaging.MCP))
        .chain(outcome -> result(message, uri, outcome));
  }

  private static Uni<JsonObject> result(McpRequest message, String uri, ToolOutcome outcome) {
    if (outcome.isError()) {
      boolean isMissing = outcome.problemCode().equals(ActionErrorCode.NOT_FOUND.code());
      return Uni.createFrom()
          .failure(isMissing ? message.resourceNotFound(uri) : message.refused(outcome));
    }
    return Uni.createFrom().item(result(item(uri, MEDIA_TYPE, outcome.text())));
  }

  private static JsonObject result(JsonObject item) {
    return new JsonObject().put("contents", JsonArray.of(item));
  }

  private static JsonObject item(String uri, View view) {
    return item(uri, View.MEDIA_TYPE, view.html())
        .put("_meta", new JsonObject().put("ui", View.needs()));
  }

  private static JsonObject item(String uri, String mediaType, String text) {
    return new JsonObject().put("uri", uri).put("mimeType", mediaType).put("text", text);
  }
}
