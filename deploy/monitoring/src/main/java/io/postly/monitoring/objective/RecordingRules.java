package io.postly.monitoring.objective;

import io.postly.monitoring.figure.Figure;
import java.util.List;
import java.util.Locale;

/** The recording rules, as Prometheus reads them. */
public final class RecordingRules {

  private static final List<String> WINDOWS = List.of("5m", "30m", "1h", "6h", "3d");
  private static final String DAY = "1d";

  private RecordingRules() {}

  /** The file. */
  public static String yaml() {
    StringBuilder yaml =
        new StringBuilder(
            """
            # Made from the code (io.postly.monitoring.objective.RecordingRules); the test says how to make it anew.
            groups:
              - name: postly-figures
                interval: 1m
                rules:
            """);
    for (Figure figure : Figure.values()) {
      rule(
          yaml,
          "postly:" + figure.name().toLowerCase(Locale.ROOT) + ":" + DAY,
          figure.byEnvironment(DAY));
    }
    for (Objective objective : Objective.values()) {
      yaml.append("  - name: postly-")
          .append(objective.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .append("\n    rules:\n");
      WINDOWS.forEach(window -> rule(yaml, objective.record(window), objective.failures(window)));
    }
    return yaml.toString();
  }

  private static void rule(StringBuilder yaml, String name, String expression) {
    yaml.append("      - record: ")
        .append(name)
        .append("\n        expr: ")
        .append(expression)
        .append('\n');
  }
}
