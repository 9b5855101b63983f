package io.postly.monitoring.document;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.figure.Figure;
import io.postly.monitoring.objective.Objective;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What people read of metrics: {@code docs/METRICS.md}. */
public final class MetricsDocument {

  private static final String WINDOW = "30d";

  private MetricsDocument() {}

  /** The file. */
  public static String markdown() {
    StringBuilder text =
        new StringBuilder(
            """
            <!-- Made from the code (io.postly.action.metric.Metric and io.postly.monitoring); the test says how to make it anew. -->
            # Metrics
            Every part serves `/q/metrics` to Prometheus. Facts are counted once, after the commit that records them, however often their events are
            delivered and however many replicas there are: sum over replicas. No label holds a workspace, a person or an identifier; figures of a
            workspace come from `get_workflow_report`, of its posts from `get_engagement`.

            ## The five figures
            """);
    for (Figure figure : Figure.values()) {
      text.append("- **").append(figure.title()).append("** (").append(figure.unit()).append("). ");
      text.append(figure.meaning()).append("\n\n      ");
      text.append(figure.expression(UnaryOperator.identity(), WINDOW)).append("\n\n");
    }
    text.append("## Objectives\n");
    for (Objective objective : Objective.values()) {
      text.append("- ").append(objective.meaning()).append(" Promised: ");
      text.append(objective.percent()).append(" of 100. Recorded as `");
      text.append(objective.record("5m")).append("` and over longer windows.\n");
    }
    text.append("\n## All metrics\n| metric | labels | kind | means |\n|---|---|---|---|\n");
    Arrays.stream(Metric.values()).forEach(metric -> text.append(row(metric)));
    text.append("\n## Labels\n| label | values |\n|---|---|\n");
    Arrays.stream(Label.values())
        .map(label -> "| `" + label.label() + "` | " + label.meaning() + " |\n")
        .forEach(text::append);
    return text.toString();
  }

  private static String row(Metric metric) {
    String labels =
        metric.labels().stream()
            .map(label -> "`" + label.label() + "`")
            .collect(Collectors.joining(", "));
    String kind =
        switch (metric.kind()) {
          case COUNTER -> "counter";
          case GAUGE -> "gauge";
          case TIMER -> "histogram: `_count`, `_sum`, `_bucket`, `_max`";
        };
    return "| `%s` | %s | %s | %s |\n"
        .formatted(metric.prometheusName(), labels, kind, metric.meaning());
  }
}
