package io.postly.helm.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The chart's {@code values.schema.json}: which values there are, and what they take. */
public final class ValuesSchema {

  private final JsonNode root;

  private ValuesSchema(JsonNode root) {
    this.root = root;
  }

  /** Reads the schema. */
  public static ValuesSchema read(String text) throws JsonProcessingException {
    return new ValuesSchema(new ObjectMapper().readTree(text));
  }

  /**
   * What a value takes, in words.
   *
   * @throws IllegalArgumentException if the schema has no such value
   */
  public String takes(ChartValue value) {
    JsonNode schema = root;
    for (String key : value.path()) {
      schema = resolve(schema).path("properties").path(key);
    }
    if (schema.isMissingNode()) {
      throw new IllegalArgumentException("Not in the schema: " + value.name());
    }
    return describe(resolve(schema));
  }

  /** The paths of all values that the schema has by name, groups among them. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    collect(root, List.of(), names);
    return names;
  }

  private void collect(JsonNode schema, List<String> parents, Set<String> names) {
    for (var property : resolve(schema).path("properties").properties()) {
      List<String> path = new ArrayList<>(parents);
      path.add(property.getKey());
      names.add(String.join(".", path));
      collect(property.getValue(), path, names);
    }
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : root.at(reference.substring(1));
  }

  private String describe(JsonNode schema) {
    if (schema.has("enum")) {
      return StreamSupport.stream(schema.path("enum").spliterator(), false)
          .map(option -> "`" + option.asText() + "`")
          .collect(Collectors.joining(", "));
    }
    return switch (schema.path("type").asText()) {
      case "integer" -> integer(schema);
      case "boolean" -> "`true`, `false`";
      case "array" -> "list";
      case "object" -> "map";
      default -> "text";
    };
  }

  private static String integer(JsonNode schema) {
    if (schema.has("maximum")) {
      return schema.path("minimum") + " to " + schema.path("maximum");
    }
    return "from " + schema.path("minimum");
  }
}
