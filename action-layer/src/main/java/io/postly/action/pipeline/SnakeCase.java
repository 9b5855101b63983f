package io.postly.action.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;

/** The one naming rule of Postly's JSON. */
final class SnakeCase {

  private static final PropertyNamingStrategies.SnakeCaseStrategy STRATEGY =
      new PropertyNamingStrategies.SnakeCaseStrategy();

  private SnakeCase() {}

  static String of(String javaName) {
    return STRATEGY.translate(javaName);
  }
}
