package io.postly.action.pipeline;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.List;

/** Writes a place in a JSON body the way violations do: {@code variants[0].text}. */
final class JsonPaths {

  private JsonPaths() {}

  static String field(List<Reference> path) {
    StringBuilder field = new StringBuilder();
    for (Reference step : path) {
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        separate(field).append(step.getFieldName());
      }
    }
    return field.toString();
  }

  static String field(JsonPointer pointer) {
    StringBuilder field = new StringBuilder();
    for (JsonPointer step = pointer; !step.matches(); step = step.tail()) {
      if (step.mayMatchElement()) {
        field.append('[').append(step.getMatchingIndex()).append(']');
      } else {
        separate(field).append(step.getMatchingProperty());
      }
    }
    return field.toString();
  }

  private static StringBuilder separate(StringBuilder field) {
    return field.isEmpty() ? field : field.append('.');
  }
}
