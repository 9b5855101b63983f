package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The references of a document to its own components. */
final class References {

  private static final List<String> KINDS = List.of("schemas", "responses", "headers");

  private References() {}

  /** The schema itself, or the one that it refers to. */
  static ObjectNode resolve(JsonNode document, JsonNode schema) {
    JsonNode target =
        schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
    return target instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode to(String kind, String name) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("$ref", "#/components/%s/%s".formatted(kind, name));
  }

  /** Removes the components that nothing refers to, and those that only such ones refer to. */
  static void removeUnused(ObjectNode document) {
    boolean changed;
    do {
      Set<String> used = new HashSet<>(document.findValuesAsText("$ref"));
      changed = false;
      for (String kind : KINDS) {
        changed |= retain(document.path("components").path(kind), kind, used);
      }
    } while (changed);
  }

  private static boolean retain(JsonNode components, String kind, Set<String> used) {
    List<String> unused =
        components
            .propertyStream()
            .map(Map.Entry::getKey)
            .filter(name -> !used.contains("#/components/%s/%s".formatted(kind, name)))
            .toList();
    unused.forEach(((ObjectNode) components)::remove);
    return !unused.isEmpty();
  }
}
