package io.postly.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpServerOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds to the schemas the bounds that hold whatever a contract says: nothing is larger than the
 * message that carries it, and texts hold no control characters. Clients that reserve space or
 * generate types need them; tools do not, and would pay for them with tokens, so that the services'
 * contracts leave them out.
 */
final class Bounds {

  /** The texts that services take: no control characters but tabs and line ends. */
  private static final String TAKEN_TEXT =
      "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$";

  /** The texts that services give: no database keeps U+0000. */
  private static final String GIVEN_TEXT = "^[^\\u0000]*$";

  private static final int UUID_LENGTH = 36;
  private static final int LONGEST_TIME = 40;
  // An element, and the comma before the next.
  private static final int SHORTEST_ELEMENT = 2;
  private static final List<String> RESTRICTIONS = List.of("format", "pattern", "enum", "const");

  private final JsonNode document;
  private final long messageSize;
  private final String text;
  private final Set<String> visited = new HashSet<>();

  private Bounds(JsonNode document, long messageSize, String text) {
    this.document = document;
    this.messageSize = messageSize;
    this.text = text;
  }

  static void addTo(ObjectNode document, GatewayConfig config) {
    Bounds target =
        new Bounds(document, HttpServerOptions.DEFAULT_MAX_INITIAL_LINE_LENGTH, TAKEN_TEXT);
    document.findValues("parameters").forEach(target::visit);
    Bounds request = new Bounds(document, config.maxRequestSize().asLongValue(), TAKEN_TEXT);
    document.findValues("requestBody").forEach(request::visit);
    new Bounds(document, config.maxResponseSize().asLongValue(), GIVEN_TEXT).visit(document);
  }

  private void visit(JsonNode node) {
    if (node.path("$ref") instanceof TextNode reference) {
      if (visited.add(reference.textValue())) {
        visit(document.at(reference.textValue().substring(1)));
      }
      return;
    }
    if (node instanceof ObjectNode object && object.path("type") instanceof TextNode type) {
      bound(object, type.textValue());
    }
    node.forEach(this::visit);
  }

  private void bound(ObjectNode schema, String type) {
    switch (type) {
      case "string" -> boundText(schema);
      case "integer" -> boundNumber(schema);
      case "array" -> putIfAbsent(schema, "maxItems", messageSize / SHORTEST_ELEMENT);
      default -> {}
    }
  }

  private void boundText(ObjectNode schema) {
    if (!schema.has("enum") && !schema.has("const")) {
      putIfAbsent(schema, "maxLength", longest(schema.path("format").asText()));
    }
    if (RESTRICTIONS.stream().noneMatch(schema::has)) {
      schema.put("pattern", text);
    }
  }

  private long longest(String format) {
    return switch (format) {
      case "uuid" -> UUID_LENGTH;
      case "date", "date-time" -> LONGEST_TIME;
      default -> messageSize;
    };
  }

  private static void boundNumber(ObjectNode schema) {
    if (!schema.has("format")) {
      schema.put("format", "int64");
    }
    boolean isShort = schema.path("format").asText().equals("int32");
    if (!schema.has("exclusiveMinimum")) {
      putIfAbsent(schema, "minimum", isShort ? Integer.MIN_VALUE : Long.MIN_VALUE);
    }
    if (!schema.has("exclusiveMaximum")) {
      putIfAbsent(schema, "maximum", isShort ? Integer.MAX_VALUE : Long.MAX_VALUE);
    }
  }

  private static void putIfAbsent(ObjectNode schema, String keyword, long bound) {
    if (!schema.has(keyword)) {
      schema.put(keyword, bound);
    }
  }
}
