package io.postly.gateway.tool;

import io.postly.gateway.catalog.Completion;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Packaging;
import io.postly.gateway.catalog.Parameter;
import io.postly.gateway.forward.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The values that an argument can have, as the operation lists them that declares it. */
@Singleton
public class ArgumentValues {

  private final OfferedOperations operations;
  private final ToolCalls calls;

  ArgumentValues(OfferedOperations operations, ToolCalls calls) {
    this.operations = operations;
    this.calls = calls;
  }

  /**
   * One value.
   *
   * @param text the value itself
   * @param item what it is the value of
   */
  public record Value(String text, JsonObject item) {

    /**
     * Whether a person who has typed this may mean it: the value begins so, or the item says it
     * somewhere.
     */
    public boolean fits(String typed) {
      String wanted = typed.toLowerCase(Locale.ROOT);
      return text.toLowerCase(Locale.ROOT).startsWith(wanted)
          || item.stream()
              .filter(member -> member.getValue() instanceof String)
              .anyMatch(
                  member -> member.getValue().toString().toLowerCase(Locale.ROOT).contains(wanted));
    }
  }

  /**
   * What a list has said.
   *
   * @param values the values, in its order
   * @param isComplete whether there are no more
   * @param failure why it has said nothing
   */
  public record Listing(List<Value> values, boolean isComplete, Optional<ToolOutcome> failure) {

    private static final Listing NOTHING = new Listing(List.of(), true, Optional.empty());
  }

  /**
   * The first values of an argument.
   *
   * @param known the arguments that the list itself may need
   * @return nothing where there is no such list that the address offers and the grant covers
   */
  public Uni<Listing> of(String argument, Map<String, Object> known, RoutingContext request) {
    return operations.granted(request).stream()
        .filter(operation -> lists(operation, argument))
        .filter(operation -> known.keySet().containsAll(required(operation)))
        .findFirst()
        .map(operation -> ask(operation, known, Caller.of(request, Packaging.MCP)))
        .orElse(Uni.createFrom().item(Listing.NOTHING));
  }

  private Uni<Listing> ask(Operation operation, Map<String, Object> known, Caller caller) {
    return calls
        .call(operation, arguments(operation, known), caller)
        .map(outcome -> listing(operation, outcome));
  }

  private static Listing listing(Operation operation, ToolOutcome outcome) {
    return outcome
        .structured()
        .map(
            answer ->
                new Listing(
                    values(operation, answer),
                    !answer.containsKey("next_cursor"),
                    Optional.empty()))
        .orElseGet(() -> new Listing(List.of(), false, Optional.of(outcome)));
  }

  private static boolean lists(Operation operation, String argument) {
    return operation
        .mcp()
        .completion()
        .map(Completion::argument)
        .filter(argument::equals)
        .isPresent();
  }

  private static List<String> required(Operation operation) {
    return operation.parameters().stream()
        .filter(Parameter::required)
        .map(Parameter::name)
        .toList();
  }

  /** As many at once as the list gives. */
  private static Map<String, Object> arguments(Operation operation, Map<String, Object> known) {
    Map<String, Object> arguments = new HashMap<>();
    for (Parameter parameter : operation.parameters()) {
      if (parameter.required()) {
        arguments.put(parameter.name(), known.get(parameter.name()));
      } else if (parameter.name().equals("limit") && parameter.schema().has("maximum")) {
        arguments.put("limit", parameter.schema().path("maximum").asInt());
      }
    }
    return arguments;
  }

  /** A list's answer has one array, of its items. */
  private static List<Value> values(Operation operation, JsonObject answer) {
    String member = operation.mcp().completion().orElseThrow().member();
    return answer.stream()
        .filter(entry -> entry.getValue() instanceof JsonArray)
        .findFirst()
        .map(entry -> ((JsonArray) entry.getValue()).stream())
        .orElse(Stream.empty())
        .map(JsonObject.class::cast)
        .map(item -> new Value(item.getString(member), item))
        .toList();
  }
}
