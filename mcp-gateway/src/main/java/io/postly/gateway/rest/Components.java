package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.postly.gateway.catalog.Contract;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The component schemas of several contracts in one namespace: equal ones are shared, others are
 * told apart by the service.
 */
final class Components {

  private static final String PREFIX = "#/components/schemas/";

  private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();

  ObjectNode schemas() {
    return schemas;
  }

  /** A copy of the contract's document whose references lead into this namespace. */
  ObjectNode adopt(Contract contract) {
    ObjectNode document = contract.document().deepCopy();
    JsonNode own = document.path("components").path("schemas");
    Set<String> conflicting = conflicting(own);
    UnaryOperator<String> rename =
        name -> conflicting.contains(name) ? nameWithin(contract, name) : name;
    redirect(document, rename);
    for (var schema : own.properties()) {
      schemas.set(rename.apply(schema.getKey()), schema.getValue());
    }
    return document;
  }

  /**
   * Those that differ from one of the same name, and those that refer to them: what looks equal may
   * lead elsewhere.
   */
  private Set<String> conflicting(JsonNode own) {
    Set<String> names = new HashSet<>();
    int known;
    do {
      known = names.size();
      for (var schema : own.properties()) {
        JsonNode taken = schemas.get(schema.getKey());
        if (taken != null
            && (!taken.equals(schema.getValue()) || refersTo(schema.getValue(), names))) {
          names.add(schema.getKey());
        }
      }
    } while (names.size() > known);
    return names;
  }

  private static boolean refersTo(JsonNode schema, Set<String> names) {
    return schema.findValuesAsText("$ref").stream().map(Components::name).anyMatch(names::contains);
  }

  private static void redirect(JsonNode node, UnaryOperator<String> rename) {
    if (node instanceof ObjectNode object && object.path("$ref") instanceof TextNode target) {
      object.put("$ref", PREFIX + rename.apply(name(target.textValue())));
    }
    node.forEach(child -> redirect(child, rename));
  }

  private static String name(String reference) {
    return reference.substring(PREFIX.length());
  }

  private static String nameWithin(Contract contract, String schema) {
    String service = contract.service();
    return Character.toUpperCase(service.charAt(0)) + service.substring(1) + schema;
  }
}
