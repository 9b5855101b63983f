package io.postly.gateway.mcp;

import io.postly.gateway.tool.ArgumentValues;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the person in which workspace, where a call does not say so, there are several, and the
 * client can ask. A choice that is not made is no argument: the call is refused as it would have
 * been.
 */
@Singleton
class WorkspaceQuestion {

  static final String WORKSPACE = "workspace";

  private final ArgumentValues values;

  WorkspaceQuestion(ArgumentValues values) {
    this.values = values;
  }

  /**
   * The arguments, with the workspace that the person has chosen. Fails with {@link
   * InputRequiredException} where the person is to be asked.
   *
   * @param isNeeded whether the call needs a workspace
   */
  Uni<Map<String, Object>> complete(
      McpRequest message, Map<String, Object> arguments, boolean isNeeded, RoutingContext request) {
    if (!isNeeded || arguments.containsKey(WORKSPACE) || !message.input().allowsForms()) {
      return Uni.createFrom().item(arguments);
    }
    if (message.input().state().isPresent()) {
      return Uni.createFrom()
          .item(withEarlierChoice(message.input().state().get(), withChoice(message, arguments)));
    }
    return values.of(WORKSPACE, Map.of(), request).chain(found -> ask(arguments, found.values()));
  }

  /** A later question of the same call carries it on. */
  private static Map<String, Object> withEarlierChoice(
      JsonObject state, Map<String, Object> arguments) {
    Map<String, Object> completed = new HashMap<>(arguments);
    if (state.getValue(WORKSPACE) instanceof String chosen) {
      completed.put(WORKSPACE, chosen);
    }
    return completed;
  }

  private static Map<String, Object> withChoice(McpRequest message, Map<String, Object> arguments) {
    Map<String, Object> completed = new HashMap<>(arguments);
    message
        .input()
        .response(WORKSPACE)
        .filter(response -> "accept".equals(response.getValue("action")))
        .map(response -> response.getValue("content"))
        .filter(JsonObject.class::isInstance)
        .map(content -> ((JsonObject) content).getValue(WORKSPACE))
        .filter(String.class::isInstance)
        .ifPresent(chosen -> completed.put(WORKSPACE, chosen));
    return completed;
  }

  private static Uni<Map<String, Object>> ask(
      Map<String, Object> arguments, List<ArgumentValues.Value> workspaces) {
    return workspaces.size() < 2
        ? Uni.createFrom().item(arguments)
        : Uni.createFrom().failure(question(workspaces));
  }

  private static InputRequiredException question(List<ArgumentValues.Value> workspaces) {
    JsonArray choices = new JsonArray(workspaces.stream().map(ArgumentValues.Value::text).toList());
    JsonObject choice =
        new JsonObject().put("type", "string").put("title", "Workspace").put("enum", choices);
    JsonObject schema =
        new JsonObject()
            .put("type", "object")
            .put("properties", new JsonObject().put(WORKSPACE, choice))
            .put("required", JsonArray.of(WORKSPACE));
    JsonObject params =
        new JsonObject()
            .put("mode", "form")
            .put("message", "In which workspace?")
            .put("requestedSchema", schema);
    return new InputRequiredException(
        new JsonObject()
            .put(
                WORKSPACE,
                new JsonObject().put("method", "elicitation/create").put("params", params)),
        new JsonObject().put("asked", WORKSPACE));
  }
}
