package io.postly.monitoring.dashboard;

import io.postly.monitoring.objective.Objective;
import io.postly.monitoring.query.Series;
import java.util.List;
import java.util.Optional;

/**
 * What is drawn of some queries.
 *
 * @param title what it is called
 * @param meaning what it says, and what to look for
 * @param kind how it is drawn
 * @param unit of its values, as Grafana names units
 * @param queries what is drawn, the most important first
 * @param alert the alert whose runbook it leads to
 */
public record Panel(
    String title,
    String meaning,
    Kind kind,
    String unit,
    List<Query> queries,
    Optional<String> alert) {

  /** How a panel is drawn. */
  public enum Kind {
    /** The last value, large. */
    STAT("stat", 6),
    /** Lines over time. */
    LINES("timeseries", 12),
    /** The last values, one row each. */
    TABLE("table", 12);

    private final String type;
    private final int width;

    Kind(String type, int width) {
      this.type = type;
      this.width = width;
    }

    String type() {
      return type;
    }

    int width() {
      return width;
    }
  }

  /**
   * A query in PromQL.
   *
   * @param expression with Grafana's variables in it
   * @param legend what its series are called, {@code {{tool}}}
   */
  public record Query(String expression, String legend) {}

  /** Copies the list. */
  public Panel {
    queries = List.copyOf(queries);
  }

  static Panel stat(String title, String meaning, String unit, String expression) {
    return new Panel(
        title, meaning, Kind.STAT, unit, List.of(new Query(expression, title)), Optional.empty());
  }

  static Panel lines(String title, String meaning, String unit, Query... queries) {
    return new Panel(title, meaning, Kind.LINES, unit, List.of(queries), Optional.empty());
  }

  /** The share of failures against an objective, over a short and a longer window. */
  static Panel failures(String title, String meaning, Objective objective) {
    return lines(
        title,
        meaning,
        "percentunit",
        new Query(recorded(objective, "5m"), "five minutes"),
        new Query(recorded(objective, "1h"), "an hour"));
  }

  private static String recorded(Objective objective, String window) {
    return Scope.in(Series.foreign(objective.record(window))).toString();
  }

  static Panel table(String title, String meaning, String unit, String expression, String legend) {
    return new Panel(
        title, meaning, Kind.TABLE, unit, List.of(new Query(expression, legend)), Optional.empty());
  }

  /** The same, leading to the runbook of that alert. */
  Panel onAlert(String name) {
    return new Panel(title, meaning, kind, unit, queries, Optional.of(name));
  }
}
