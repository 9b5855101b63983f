package io.postly.gateway.resource;

import io.postly.gateway.mcp.Caching;
import io.postly.gateway.mcp.InvalidMessageException;
import io.postly.gateway.mcp.McpMethod;
import io.postly.gateway.mcp.McpRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Answers {@code resources/templates/list}. */
@Singleton
class ResourceTemplateListing implements McpMethod {

  private final Resources resources;

  ResourceTemplateListing(Resources resources) {
    this.resources = resources;
  }

  @Override
  public String name() {
    return "resources/templates/list";
  }

  @Override
  public Optional<Caching> caching() {
    return Optional.of(Caching.OWN_LIST);
  }

  @Override
  public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    message.requireFirstPage();
    JsonArray listed = new JsonArray();
    resources
        .visible(request)
        .forEach(
            readable ->
                listed.add(describe(readable).put("uriTemplate", readable.template().text())));
    return Uni.createFrom().item(new JsonObject().put("resourceTemplates", listed));
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
