package io.postly.gateway.mcp;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Answers {@code tools/list}. The MCP library's descriptors can hold neither {@code
 * securitySchemes} at the top level nor {@code _meta} keys with two slashes, and ChatGPT needs
 * both.
 */
@Singleton
class ToolListing extends CallersList {

  private final ToolList tools;

  ToolListing(ToolList tools) {
    super("tools/list", "tools");
    this.tools = tools;
  }

  @Override
  protected Uni<JsonArray> items(McpRequest message, RoutingContext request) {
    return Uni.createFrom().item(tools.listed(request));
  }
}
