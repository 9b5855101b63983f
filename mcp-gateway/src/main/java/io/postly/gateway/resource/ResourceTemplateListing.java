package io.postly.gateway.resource;

import io.postly.gateway.mcp.CallersList;
import io.postly.gateway.mcp.McpRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers {@code resources/templates/list}. */
@Singleton
class ResourceTemplateListing extends CallersList {

  private final Resources resources;

  ResourceTemplateListing(Resources resources) {
    super("resources/templates/list", "resourceTemplates");
    this.resources = resources;
  }

  @Override
  protected Uni<JsonArray> items(McpRequest message, RoutingContext request) {
    JsonArray listed = new JsonArray();
    resources
        .visible(request)
        .forEach(
            readable ->
                listed.add(describe(readable).put("uriTemplate", readable.template().text())));
    return Uni.createFrom().item(listed);
  }

  /** The name is the operation's: who reads the one knows what the other answers. */
  static JsonObject describe(Resources.ReadableAnswer readable) {
    return new JsonObject()
        .put("name", readable.operation().name())
        .put("title", readable.operation().title())
        .put("description", readable.operation().description())
        .put("mimeType", ResourceReading.MEDIA_TYPE);
  }
}
