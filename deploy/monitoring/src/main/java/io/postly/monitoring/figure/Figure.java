package io.postly.monitoring.figure;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.query.Series;
import java.util.function.UnaryOperator;

/** The five figures that Postly is judged by, as Prometheus works them out over a window. */
public enum Figure {
  /** How much assistants and people do with it. */
  TOOL_USAGE(
      "Tool usage",
      "calls",
      "Calls of actions, however they ended.",
      (scope, sum, window) ->
          sum.apply(scope.apply(Series.of(Metric.TOOL_CALLS)).increase(window))),
  /** How many of the workflows that an assistant begins end with a post. */
  WORKFLOW_COMPLETION(
      "Workflow completion",
      "share",
      "Of the workflows that an assistant began, those that ended published. Over a short window it can exceed one: what ends"
          + " in it may have begun before.",
      (scope, sum, window) ->
          share(
              scope
                  .apply(Series.of(Metric.WORKFLOWS_COMPLETED))
                  .with(Label.CHANNEL, "mcp")
                  .with(Label.RESULT, "published"),
              scope.apply(Series.of(Metric.WORKFLOWS_STARTED)).with(Label.CHANNEL, "mcp"),
              sum,
              window)),
  /** How good what assistants write is. */
  APPROVAL_RATE(
      "Approval rate",
      "share",
      "Of the decided reviews of what an assistant wrote, those that approved.",
      (scope, sum, window) ->
          share(
              scope
                  .apply(Series.of(Metric.REVIEWS_DECIDED))
                  .with(Label.CHANNEL, "mcp")
                  .with(Label.DECISION, "approved"),
              scope.apply(Series.of(Metric.REVIEWS_DECIDED)).with(Label.CHANNEL, "mcp"),
              sum,
              window)),
  /** What people have gained. */
  TIME_SAVED(
      "Time saved",
      "seconds",
      "Time by hand less people's time, over published workflows that an assistant began.",
      (scope, sum, window) ->
          sum.apply(scope.apply(Series.of(Metric.TIME_SAVED)).increase(window))),
  /** How often it does not do what was asked. */
  ERROR_RATE(
      "Error rate",
      "share",
      "Of all calls, those that were refused or failed. That a person is asked to confirm first is no error.",
      (scope, sum, window) ->
          share(
              scope.apply(Series.of(Metric.ERRORS)),
              scope.apply(Series.of(Metric.TOOL_CALLS)),
              sum,
              window));

  private final String title;
  private final String unit;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas hold nothing.
  private final Expression expression;

  /** A figure in PromQL: of series that are narrowed, summed up, and over a window. */
  private interface Expression {
    String of(UnaryOperator<Series> scope, UnaryOperator<String> sum, String window);
  }

  Figure(String title, String unit, String meaning, Expression expression) {
    this.title = title;
    this.unit = unit;
    this.meaning = meaning;
    this.expression = expression;
  }

  private static String share(Series part, Series whole, UnaryOperator<String> sum, String window) {
    return sum.apply(part.increase(window)) + " / " + sum.apply(whole.increase(window));
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** {@code calls}, {@code seconds} or {@code share}. */
  public String unit() {
    return unit;
  }

  /** What it means, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /**
   * It, in PromQL.
   *
   * @param scope narrows each series, to an environment for one
   * @param window the time that it is of, {@code 30d}
   */
  public String expression(UnaryOperator<Series> scope, String window) {
    return expression.of(scope, Series::sum, window);
  }

  /**
   * It for each environment, in PromQL.
   *
   * @param window the time that it is of, {@code 30d}
   */
  public String byEnvironment(String window) {
    return expression.of(UnaryOperator.identity(), Series::sumByEnvironment, window);
  }
}
