package io.postly.monitoring.figure;

import static io.postly.monitoring.query.Series.sum;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.query.Series;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** The five figures that Postly is judged by, as Prometheus works them out over a window. */
public enum Figure {
  /** How much assistants and people do with it. */
  TOOL_USAGE(
      "Tool usage",
      "calls",
      "Calls of actions, however they ended.",
      (scope, window) -> sum(scope.apply(Series.of(Metric.TOOL_CALLS)).increase(window))),
  /** How many of the workflows that an assistant begins end with a post. */
  WORKFLOW_COMPLETION(
      "Workflow completion",
      "share",
      "Of the workflows that an assistant began, those that ended published. Over a short window it can exceed one: what ends"
          + " in it may have begun before.",
      (scope, window) ->
          share(
              scope
                  .apply(Series.of(Metric.WORKFLOWS_COMPLETED))
                  .with(Label.CHANNEL, "mcp")
                  .with(Label.RESULT, "published"),
              scope.apply(Series.of(Metric.WORKFLOWS_STARTED)).with(Label.CHANNEL, "mcp"),
              window)),
  /** How good what assistants write is. */
  APPROVAL_RATE(
      "Approval rate",
      "share",
      "Of the decided reviews of what an assistant wrote, those that approved.",
      (scope, window) ->
          share(
              scope
                  .apply(Series.of(Metric.REVIEWS_DECIDED))
                  .with(Label.CHANNEL, "mcp")
                  .with(Label.DECISION, "approved"),
              scope.apply(Series.of(Metric.REVIEWS_DECIDED)).with(Label.CHANNEL, "mcp"),
              window)),
  /** What people have gained. */
  TIME_SAVED(
      "Time saved",
      "seconds",
      "Time by hand less people's time, over published workflows that an assistant began.",
      (scope, window) -> sum(scope.apply(Series.of(Metric.TIME_SAVED)).increase(window))),
  /** How often it does not do what was asked. */
  ERROR_RATE(
      "Error rate",
      "share",
      "Of all calls, those that were refused or failed. That a person is asked to confirm first is no error.",
      (scope, window) ->
          share(
              scope.apply(Series.of(Metric.ERRORS)),
              scope.apply(Series.of(Metric.TOOL_CALLS)),
              window));

  private final String title;
  private final String unit;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // The lambdas hold nothing.
  private final BiFunction<UnaryOperator<Series>, String, String> expression;

  Figure(
      String title,
      String unit,
      String meaning,
      BiFunction<UnaryOperator<Series>, String, String> expression) {
    this.title = title;
    this.unit = unit;
    this.meaning = meaning;
    this.expression = expression;
  }

  private static String share(Series part, Series whole, String window) {
    return sum(part.increase(window)) + " / " + sum(whole.increase(window));
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
    return expression.apply(scope, window);
  }
}
