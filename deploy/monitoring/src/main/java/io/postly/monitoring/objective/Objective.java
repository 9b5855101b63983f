package io.postly.monitoring.objective;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.query.Series;
import java.util.Locale;

/**
 * What users are promised. Of each, the share of failures is recorded over several windows; alerts
 * compare that with what the objective allows (the SRE Workbook's multiwindow, multi-burn-rate
 * alerts).
 */
public enum Objective {
  /** Calls end, whatever the answer: Postly itself does not fail. */
  TOOL_CALLS(
      99.5,
      "Calls do not end in an error of Postly's own (outcome system).",
      Series.of(Metric.TOOL_CALLS).with(Label.OUTCOME, "system"),
      Series.of(Metric.TOOL_CALLS),
      false),
  /** Calls are quick. */
  TOOL_CALL_TIME(
      99,
      "Calls take at most a second in their service.",
      Series.upTo(Metric.TOOL_CALL, 1),
      Series.countOf(Metric.TOOL_CALL),
      true),
  /** Posts are on time. */
  POSTS_ON_TIME(
      99,
      "Sending a post begins at most ten seconds after its time.",
      Series.upTo(Metric.DISPATCH_LAG, 10),
      Series.countOf(Metric.DISPATCH_LAG),
      true);

  private static final double PERCENT = 100;

  private final double percent;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // Records of texts that cannot be changed.
  private final Series counted;

  @SuppressWarnings("ImmutableEnumChecker") // Records of texts that cannot be changed.
  private final Series all;

  private final boolean good;

  Objective(double percent, String meaning, Series counted, Series all, boolean good) {
    this.percent = percent;
    this.meaning = meaning;
    this.counted = counted;
    this.all = all;
    this.good = good;
  }

  /** How many of a hundred must be well. */
  public double percent() {
    return percent;
  }

  /** What must be so. */
  public String meaning() {
    return meaning;
  }

  /** The name under which the share of failures is recorded. */
  public String record(String window) {
    return "postly:" + name().toLowerCase(Locale.ROOT) + ":failures_rate" + window;
  }

  /** The share of failures, 0 to 1; nothing while nothing happens. */
  public String failures(String window) {
    String whole = sum(all, window);
    // What has never failed has no series of failures; that is none, not nothing known.
    return good
        ? "1 - " + sum(counted, window) + " / " + whole
        : "(" + sum(counted, window) + " or 0 * " + whole + ") / " + whole;
  }

  /** The share of failures that the objective allows. */
  public double allowed() {
    return (PERCENT - percent) / PERCENT;
  }

  private static String sum(Series series, String window) {
    return Series.sumByEnvironment(series.rate(window));
  }
}
