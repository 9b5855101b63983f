package io.postly.gateway.mcp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Answers {@code tools/list}. The MCP library's descriptors can hold neither {@code
 * securitySchemes} at the top level nor {@code _meta} keys with two slashes, and ChatGPT needs
 * both.
 */
@Singleton
class ToolListing implements McpMethod {

  private final ToolList tools;

  ToolListing(ToolList tools) {
    this.tools = tools;
  }

  @Override
  public String name() {
    return "tools/list";
  }

  @Override
  public Optional<Caching> caching() {
    return Optional.of(Caching.OWN_LIST);
  }

  @Override
  public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    message.requireFirstPage();
    return Uni.createFrom().item(new JsonObject().put("tools", tools.listed(request)));
  }
}
