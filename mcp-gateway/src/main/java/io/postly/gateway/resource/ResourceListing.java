package io.postly.gateway.resource;

import io.postly.gateway.mcp.CallersList;
import io.postly.gateway.mcp.McpRequest;
import io.postly.gateway.tool.ArgumentValues;
import io.postly.gateway.view.View;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Answers {@code resources/list}: what each of the caller's workspaces has one of, and the views.
 * Single drafts are found by their template, and by the tools.
 */
@Singleton
class ResourceListing extends CallersList {

  private static final String WORKSPACE = "workspace";

  private final Resources resources;
  private final ArgumentValues values;

  ResourceListing(Resources resources, ArgumentValues values) {
    super("resources/list", "resources");
    this.resources = resources;
    this.values = values;
  }

  @Override
  protected Uni<JsonArray> items(McpRequest message, RoutingContext request) {
    List<Resources.ReadableAnswer> readable = resources.visible(request);
    List<View> views = resources.visibleViews(request);
    return values
        .of(WORKSPACE, Map.of(), request)
        .chain(
            workspaces ->
                workspaces.failure().isPresent()
                    ? Uni.createFrom().failure(message.refused(workspaces.failure().get()))
                    : Uni.createFrom().item(list(readable, workspaces.values(), views)));
  }

  private static JsonArray list(
      List<Resources.ReadableAnswer> readable,
      List<ArgumentValues.Value> workspaces,
      List<View> views) {
    JsonArray listed = new JsonArray();
    for (ArgumentValues.Value workspace : workspaces) {
      readable.stream()
          .filter(one -> one.template().variables().equals(List.of(WORKSPACE)))
          .forEach(one -> listed.add(describe(one, workspace.text())));
    }
    views.forEach(view -> listed.add(describe(view)));
    return listed;
  }

  private static JsonObject describe(View view) {
    return new JsonObject()
        .put("name", view.name() + "_view")
        .put("title", view.title())
        .put("uri", view.uri())
        .put("mimeType", View.MEDIA_TYPE);
  }

  private static JsonObject describe(Resources.ReadableAnswer readable, String workspace) {
    return ResourceTemplateListing.describe(readable)
        .put("uri", readable.template().expand(Map.of(WORKSPACE, workspace)))
        .put("title", readable.operation().title() + ": " + workspace);
  }
}
