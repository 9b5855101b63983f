package io.postly.gateway.prompt;

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

/** Answers {@code prompts/list}. */
@Singleton
class PromptListing implements McpMethod {

  private final Prompts prompts;

  PromptListing(Prompts prompts) {
    this.prompts = prompts;
  }

  @Override
  public String name() {
    return "prompts/list";
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
    prompts.visible(request).forEach(prompt -> listed.add(prompt.descriptor()));
    return Uni.createFrom().item(new JsonObject().put("prompts", listed));
  }
}
