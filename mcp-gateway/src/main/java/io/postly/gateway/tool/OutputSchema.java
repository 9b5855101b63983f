package io.postly.gateway.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * What a client needs in order to check and read a tool's answers: names and types, down to the
 * members of listed items. Everything else, prose above all, would cost every conversation its
 * tokens; the OpenAPI document has it.
 */
final class OutputSchema {

  private static final Set<String> KEPT = Set.of("type", "required", "enum");
  private static final int DEEPEST = 2;

  private OutputSchema() {}

  static ObjectNode of(ObjectNode answer) {
    return reduced(answer, 0);
  }

  private static ObjectNode reduced(JsonNode schema, int depth) {
    ObjectNode reduced = JsonNodeFactory.instance.objectNode();
    if (depth == DEEPEST && schema.has("properties")) {
      return reduced.put("type", "object");
    }
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      switch (member.getKey()) {
        case "properties" -> reduced.set("properties", properties(member.getValue(), depth + 1));
        case "items" -> reduced.set("items", reduced(member.getValue(), depth));
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
}
