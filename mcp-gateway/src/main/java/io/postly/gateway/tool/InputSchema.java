package io.postly.gateway.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.postly.gateway.catalog.Operation;
import io.postly.gateway.catalog.Parameter;
import java.util.Set;

/**
 * Lays an operation's parameters and body out as the arguments of one tool, all at the top level.
 */
final class InputSchema {

  private static final String IDEMPOTENCY_KEY_USE = "Random; the same repeats the call.";

  /** What says of a text that it must not be blank, as contracts have it. */
  private static final Set<String> NOT_BLANK = Set.of("\\S", "[\\s\\S]*\\S[\\s\\S]*");

  private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
  private final ArrayNode required = JsonNodeFactory.instance.arrayNode();

  private InputSchema() {}

  static ObjectNode of(Operation operation) {
    InputSchema schema = new InputSchema();
    operation.parameters().forEach(schema::add);
    operation.body().ifPresent(body -> schema.addBody(body, operation.bodyRequired()));
    if (!operation.hints().readOnly()) {
      schema.addIdempotencyKey();
    }
    return schema.toJson();
  }

  private void add(Parameter parameter) {
    properties.set(parameter.name(), concise(parameter.schema()));
    if (parameter.required()) {
      required.add(parameter.name());
    }
  }

  private void addBody(ObjectNode body, boolean bodyRequired) {
    properties.setAll((ObjectNode) concise(body.get("properties")));
    if (bodyRequired) {
      for (JsonNode name : body.path("required")) {
        required.add(name);
      }
    }
  }

  /**
   * A copy without what only repeats a type, a format, the values that there are, or what is said
   * of the whole list; nor does a model have to be told that a text is not to be blank.
   */
  private static JsonNode concise(JsonNode schema) {
    JsonNode copy = schema.deepCopy();
    copy.findParents("pattern").forEach(node -> removeIdlePattern((ObjectNode) node));
    copy.findParents("format").forEach(node -> makeConcise((ObjectNode) node));
    makeItemsConcise(copy);
    return copy;
  }

  private static void makeItemsConcise(JsonNode schema) {
    if (schema.path("items") instanceof ObjectNode items) {
      items.remove("description");
    }
    schema.forEach(InputSchema::makeItemsConcise);
  }

  private static void makeConcise(ObjectNode node) {
    switch (node.path("format").asText()) {
      case "uuid" -> node.remove("pattern");
      case "int32", "int64" -> node.remove("format");
      default -> {}
    }
  }

  private static void removeIdlePattern(ObjectNode node) {
    if (node.has("enum") || NOT_BLANK.contains(node.path("pattern").asText())) {
      node.remove("pattern");
    }
  }

  private void addIdempotencyKey() {
    properties
        .putObject(Operation.IDEMPOTENCY_KEY)
        .put("type", "string")
        .put("description", IDEMPOTENCY_KEY_USE);
  }

  private ObjectNode toJson() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.set("properties", properties);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }
}
