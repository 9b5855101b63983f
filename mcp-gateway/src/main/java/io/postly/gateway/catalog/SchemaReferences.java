package io.postly.gateway.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Puts the components of one contract where schemas refer to them: MCP clients resolve no
 * reference.
 */
final class SchemaReferences {

  private static final String COMPONENTS = "#/components/schemas/";

  private final String service;
  private final JsonNode document;

  SchemaReferences(String service, JsonNode document) {
    this.service = service;
    this.document = document;
  }

  /**
   * A copy of the schema that refers to nothing; fails on references that are unknown or lead back
   * to themselves.
   */
  ObjectNode resolve(JsonNode schema) {
    if (resolve(schema, new ArrayDeque<>()) instanceof ObjectNode resolved) {
      return resolved;
    }
    throw new ContractException(service, "a schema is not an object: " + schema);
  }

  private JsonNode resolve(JsonNode node, Deque<String> open) {
    if (node instanceof ObjectNode object) {
      return object.has("$ref") ? resolveReference(object, open) : resolveMembers(object, open);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> resolved.add(resolve(element, open)));
      return resolved;
    }
    return node;
  }

  private ObjectNode resolveMembers(ObjectNode object, Deque<String> open) {
    ObjectNode resolved = JsonNodeFactory.instance.objectNode();
    for (var member : object.properties()) {
      if (!member.getKey().startsWith("x-")) {
        resolved.set(member.getKey(), resolve(member.getValue(), open));
      }
    }
    return resolved;
  }

  private ObjectNode resolveReference(ObjectNode reference, Deque<String> open) {
    String target = reference.path("$ref").asText();
    if (open.contains(target)) {
      throw new ContractException(service, "the schema " + target + " contains itself");
    }
    open.push(target);
    ObjectNode resolved = (ObjectNode) resolve(component(target), open);
    open.pop();
    ObjectNode siblings = reference.deepCopy().without("$ref");
    resolved.setAll(resolveMembers(siblings, open));
    return resolved;
  }

  private ObjectNode component(String target) {
    JsonNode component =
        target.startsWith(COMPONENTS)
            ? document
                .path("components")
                .path("schemas")
                .path(target.substring(COMPONENTS.length()))
            : JsonNodeFactory.instance.missingNode();
    if (component instanceof ObjectNode schema) {
      return schema;
    }
    throw new ContractException(service, "the schema " + target + " does not exist");
  }
}
