package io.postly.gateway.conformance;

import io.postly.gateway.mcp.InputRequiredException;
import io.postly.gateway.mcp.McpRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** What the conformance suite's fixtures are made of. */
final class Fixtures {

  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=";

  private Fixtures() {}

  static JsonObject text(String text) {
    return new JsonObject().put("type", "text").put("text", text);
  }

  static JsonObject image() {
    return new JsonObject().put("type", "image").put("data", PNG).put("mimeType", "image/png");
  }

  static JsonObject audio() {
    return new JsonObject().put("type", "audio").put("data", WAV).put("mimeType", "audio/wav");
  }

  static JsonObject resource(String uri, String mediaType, String text) {
    return new JsonObject()
        .put("type", "resource")
        .put(
            "resource",
            new JsonObject().put("uri", uri).put("mimeType", mediaType).put("text", text));
  }

  static final String DEFAULTS =
      """
      {
        "name": {"type": "string", "default": "John Doe"},
        "age": {"type": "integer", "default": 30},
        "score": {"type": "number", "default": 95.5},
        "status": {"type": "string", "enum": ["active", "inactive", "pending"], "default": "active"},
        "verified": {"type": "boolean", "default": true}
      }
      """;

  static final String ENUMS =
      """
      {
        "untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
        "titledSingle": {"type": "string", "oneOf": [
          {"const": "value1", "title": "First Option"}, {"const": "value2", "title": "Second Option"}]},
        "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"],
          "enumNames": ["Option One", "Option Two", "Option Three"]},
        "untitledMulti": {"type": "array", "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
        "titledMulti": {"type": "array", "items": {"anyOf": [
          {"const": "value1", "title": "First Choice"}, {"const": "value2", "title": "Second Choice"}]}}
      }
      """;

  static JsonObject ask(String question, String field) {
    JsonObject type = new JsonObject().put("type", field.equals("ok") ? "boolean" : "string");
    return form(question, new JsonObject().put(field, type).encode());
  }

  /** A form with those fields, all of them required. */
  static JsonObject form(String question, String fields) {
    JsonObject properties = new JsonObject(fields);
    JsonObject schema =
        new JsonObject()
            .put("type", "object")
            .put("properties", properties)
            .put("required", new JsonArray(List.copyOf(properties.fieldNames())));
    return new JsonObject()
        .put("method", "elicitation/create")
        .put(
            "params",
            new JsonObject()
                .put("mode", "form")
                .put("message", question)
                .put("requestedSchema", schema));
  }

  static JsonObject sample(String question) {
    JsonObject message = new JsonObject().put("role", "user").put("content", text(question));
    return new JsonObject()
        .put("method", "sampling/createMessage")
        .put(
            "params",
            new JsonObject().put("messages", JsonArray.of(message)).put("maxTokens", 100));
  }

  static JsonObject roots() {
    return new JsonObject().put("method", "roots/list").put("params", new JsonObject());
  }

  /** Asks until every question has an answer. */
  static void require(McpRequest message, Map<String, JsonObject> questions)
      throws InputRequiredException {
    if (questions.keySet().stream().anyMatch(key -> message.input().response(key).isEmpty())) {
      JsonObject asked = new JsonObject();
      questions.forEach(asked::put);
      throw new InputRequiredException(asked, new JsonObject());
    }
  }
}
