package io.postly.gateway.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * What a client needs in order to read a tool's answers: which members there are, which of them
 * always, and of what type; of objects and listed items likewise, but one level deep and without
 * what is always there. All else would cost every conversation its tokens: prose, and the receipt,
 * which all answers have alike and the server's instructions tell of. The OpenAPI document has it.
 */
final class OutputSchema {

  private static final Set<String> KEPT = Set.of("type", "enum");
  private static final String REQUIRED = "required";
  private static final String RECEIPT = "action";
  private static final int DEEPEST = 2;

  private OutputSchema() {}

  static ObjectNode of(ObjectNode answer) {
    ObjectNode reduced = reduced(answer, 0);
    if (answer.has(REQUIRED)) {
      reduced.set(REQUIRED, answer.get(REQUIRED));
    }
    if (reduced.path("properties") instanceof ObjectNode properties && properties.has(RECEIPT)) {
      properties.set(RECEIPT, anyObject());
    }
    return reduced;
  }

  private static ObjectNode reduced(JsonNode schema, int depth) {
    if (depth == DEEPEST && schema.has("properties")) {
      return anyObject();
    }
    ObjectNode reduced = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      switch (member.getKey()) {
        case "properties" -> reduced.set("properties", properties(member.getValue(), depth + 1));
        case "items" -> {
          if (depth < DEEPEST || !member.getValue().has("properties")) {
            reduced.set("items", reduced(member.getValue(), depth));
          }
        }
        default -> {
          if (KEPT.contains(member.getKey())) {
            reduced.set(member.getKey(), member.getValue());
          }
        }
      }
    }
    return reduced;
  }

  private static ObjectNode properties(JsonNode properties, int depth) {
    ObjectNode reduced = JsonNodeFactory.instance.objectNode();
    properties
        .properties()
        .forEach(property -> reduced.set(property.getKey(), reduced(property.getValue(), depth)));
    return reduced;
  }

  private static ObjectNode anyObject() {
    return JsonNodeFactory.instance.objectNode().put("type", "object");
  }
}
