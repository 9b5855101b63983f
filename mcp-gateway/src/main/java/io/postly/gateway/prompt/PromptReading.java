package io.postly.gateway.prompt;

import io.postly.gateway.mcp.InvalidMessageException;
import io.postly.gateway.mcp.McpMethod;
import io.postly.gateway.mcp.McpRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers {@code prompts/get}. */
@Singleton
class PromptReading implements McpMethod {

  private final Prompts prompts;

  PromptReading(Prompts prompts) {
    this.prompts = prompts;
  }

  @Override
  public String name() {
    return "prompts/get";
  }

  @Override
  public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    Prompt prompt =
        prompts
            .find(request, message.requireText("name"))
            .orElseThrow(() -> message.invalid("There is no prompt of that name"));
    JsonObject values = message.objectOrEmpty("arguments");
    check(message, prompt, values);
    JsonObject content = new JsonObject().put("type", "text").put("text", prompt.filledIn(values));
    return Uni.createFrom()
        .item(
            new JsonObject()
                .put("description", prompt.description())
                .put(
                    "messages",
                    JsonArray.of(new JsonObject().put("role", "user").put("content", content))));
  }

  private static void check(McpRequest message, Prompt prompt, JsonObject values)
      throws InvalidMessageException {
    for (Prompt.Argument argument : prompt.arguments()) {
      Object value = values.getValue(argument.name());
      if (value == null && argument.isRequired()) {
        throw message.invalid("The argument " + argument.name() + " is required");
      }
      if (value != null && !(value instanceof String)) {
        throw message.invalid("The argument " + argument.name() + " must be a string");
      }
    }
  }
}
