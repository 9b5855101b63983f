package io.postly.gateway.catalog;

/**
 * That an operation lists the values of an argument.
 *
 * @param argument the argument's name
 * @param member the member of each listed item that is a value
 */
public record Completion(String argument, String member) {

  /** Reads {@code argument:member}. */
  static Completion parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException("Not of the form argument:member: " + text);
    }
    return new Completion(parts[0], parts[1]);
  }
}
