package io.postly.monitoring.query;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The series of one name, in PromQL.
 *
 * @param name as Prometheus knows it
 * @param matchers what is required of their labels, {@code channel="mcp"}
 */
public record Series(String name, List<String> matchers) {

  /** Copies the list. */
  public Series {
    matchers = List.copyOf(matchers);
  }

  /** What a counter counts, or what a gauge tells. */
  public static Series of(Metric metric) {
    return new Series(metric.prometheusName(), List.of());
  }

  /** How often a timer has measured. */
  public static Series countOf(Metric timer) {
    return new Series(timer.prometheusName() + "_count", List.of());
  }

  /** A timer's buckets. */
  public static Series bucketsOf(Metric timer) {
    return new Series(timer.prometheusName() + "_bucket", List.of());
  }

  /** How often a timer has measured no more than that; the bound must be one of its buckets'. */
  public static Series upTo(Metric timer, double seconds) {
    return bucketsOf(timer).matching("le=\"" + seconds + "\"");
  }

  /** What others measure: the platform, not Postly. */
  public static Series foreign(String name) {
    return new Series(name, List.of());
  }

  /** Only those with that value. */
  public Series with(Label label, String value) {
    return matching(label.label() + "=\"" + value + "\"");
  }

  /** Only those that a matcher in PromQL takes. */
  public Series matching(String matcher) {
    List<String> all = new ArrayList<>(matchers);
    all.add(matcher);
    return new Series(name, all);
  }

  /** Per second. */
  public String rate(String window) {
    return "rate(" + this + "[" + window + "])";
  }

  /** How much it has grown. */
  public String increase(String window) {
    return "increase(" + this + "[" + window + "])";
  }

  /** The sum of all. */
  public static String sum(String expression) {
    return "sum(" + expression + ")";
  }

  /** The sum for each environment, which is a label that scraping gives. */
  public static String sumByEnvironment(String expression) {
    return "sum by (environment) (" + expression + ")";
  }

  /** The sum by labels. */
  public static String sumBy(String expression, Label... labels) {
    String names = Stream.of(labels).map(Label::label).collect(Collectors.joining(", "));
    return "sum by (" + names + ") (" + expression + ")";
  }

  /**
   * What that share of the values, read from a timer's buckets, does not exceed.
   *
   * @param quantile 0 to 1
   * @param by labels besides the bucket's, or nothing
   */
  public String quantile(double quantile, String window, String by) {
    String labels = by.isEmpty() ? "le" : "le, " + by;
    return String.format(
        Locale.ROOT, "histogram_quantile(%s, sum by (%s) (%s))", quantile, labels, rate(window));
  }

  @Override
  public String toString() {
    return matchers.isEmpty() ? name : name + "{" + String.join(",", matchers) + "}";
  }
}
