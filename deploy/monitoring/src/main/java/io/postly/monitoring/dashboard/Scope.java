package io.postly.monitoring.dashboard;

import io.postly.action.metric.Metric;
import io.postly.monitoring.query.Series;

/** Narrows series to what a dashboard's variables choose. */
final class Scope {

  /** The time between two points, and never less than between two scrapes. */
  static final String INTERVAL = "$__rate_interval";

  /** The time that the whole dashboard shows. */
  static final String RANGE = "$__range";

  private Scope() {}

  static Series in(Series series) {
    return series.matching("environment=~\"$environment\"");
  }

  static Series in(Metric metric) {
    return in(Series.of(metric));
  }

  /** What the chosen service tells of itself. */
  static Series ofService(Series series) {
    return in(series).matching("job=~\"$service\"");
  }

  static Series ofService(Metric metric) {
    return ofService(Series.of(metric));
  }

  static Series ofService(String name) {
    return ofService(Series.foreign(name));
  }

  static Series ofGateway(String name) {
    return in(Series.foreign(name)).matching("job=\"mcp-gateway\"");
  }
}
