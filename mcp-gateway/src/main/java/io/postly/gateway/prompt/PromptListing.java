package io.postly.gateway.prompt;

import io.postly.gateway.mcp.CallersList;
import io.postly.gateway.mcp.McpRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers {@code prompts/list}. */
@Singleton
class PromptListing extends CallersList {

  private final Prompts prompts;

  PromptListing(Prompts prompts) {
    super("prompts/list", "prompts");
    this.prompts = prompts;
  }

  @Override
  protected Uni<JsonArray> items(McpRequest message, RoutingContext request) {
    JsonArray listed = new JsonArray();
    prompts.visible(request).forEach(prompt -> listed.add(prompt.descriptor()));
    return Uni.createFrom().item(listed);
  }
}
