package io.postly.gateway.completion;

import io.postly.gateway.mcp.InvalidMessageException;
import io.postly.gateway.mcp.McpMethod;
import io.postly.gateway.mcp.McpRequest;
import io.postly.gateway.tool.ArgumentValues;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers {@code completion/complete}, for the arguments of prompts and the variables of resource
 * templates alike: what has values somewhere in a list is completed by that list, whichever prompt
 * or template it belongs to.
 */
@Singleton
class ArgumentCompletion implements McpMethod {

  private static final int MOST_VALUES = 100;
  private static final Set<String> REFERENCES = Set.of("ref/prompt", "ref/resource");

  private final ArgumentValues values;

  ArgumentCompletion(ArgumentValues values) {
    this.values = values;
  }

  @Override
  public String name() {
    return "completion/complete";
  }

  @Override
  public Uni<JsonObject> answer(McpRequest message, RoutingContext request)
      throws InvalidMessageException {
    if (!(message.objectOrEmpty("ref").getValue("type") instanceof String type)
        || !REFERENCES.contains(type)) {
      throw message.invalid("ref must be of the type ref/prompt or ref/resource");
    }
    JsonObject argument = message.objectOrEmpty("argument");
    if (!(argument.getValue("name") instanceof String name)
        || !(argument.getValue("value") instanceof String typed)) {
      throw message.invalid("argument must have a name and a value");
    }
    return values.of(name, known(message), request).map(listing -> result(listing, typed));
  }

  /** What the person has filled in already; the protocol has text only. */
  private static Map<String, Object> known(McpRequest message) throws InvalidMessageException {
    Map<String, Object> known = new HashMap<>();
    if (message.objectOrEmpty("context").getValue("arguments") instanceof JsonObject arguments) {
      arguments.forEach(
          argument -> {
            if (argument.getValue() instanceof String text) {
              known.put(argument.getKey(), text);
            }
          });
    }
    return known;
  }

  /** How many there are in all is said where it is known. */
  private static JsonObject result(ArgumentValues.Listing listing, String typed) {
    List<String> fitting =
        listing.values().stream()
            .filter(value -> value.fits(typed))
            .map(ArgumentValues.Value::text)
            .toList();
    JsonObject completion =
        new JsonObject()
            .put("values", new JsonArray(fitting.stream().limit(MOST_VALUES).toList()))
            .put("hasMore", !listing.isComplete() || fitting.size() > MOST_VALUES);
    if (listing.isComplete()) {
      completion.put("total", fitting.size());
    }
    return new JsonObject().put("completion", completion);
  }
}
