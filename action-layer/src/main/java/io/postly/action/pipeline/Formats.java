package io.postly.action.pipeline;

import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.UUID;

/** Names the kinds of values in a caller's terms; class names stay inside. */
final class Formats {

  private Formats() {}

  static String of(Class<?> type) {
    if (type == UUID.class) {
      return "identifier (UUID)";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "time (ISO 8601)";
    }
    if (type.isEnum()) {
      return "choice";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "number";
    }
    return Collection.class.isAssignableFrom(type) ? "list" : "value";
  }

  static String article(Class<?> type) {
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a text of valid characters";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (type == Integer.class || type == Long.class) {
      return "a whole number within range";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    return type.isRecord() ? "an object" : "a valid " + of(type);
  }
}
