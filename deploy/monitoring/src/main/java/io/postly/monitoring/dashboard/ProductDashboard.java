package io.postly.monitoring.dashboard;

import static io.postly.monitoring.dashboard.Scope.INTERVAL;
import static io.postly.monitoring.dashboard.Scope.RANGE;
import static io.postly.monitoring.dashboard.Scope.in;
import static io.postly.monitoring.query.Series.sumBy;

import io.postly.action.metric.Label;
import io.postly.action.metric.Metric;
import io.postly.monitoring.dashboard.Panel.Query;
import io.postly.monitoring.figure.Figure;
import io.postly.monitoring.query.Series;
import java.util.Arrays;
import java.util.List;

/** What Postly does for people: the five figures, and what they are made of. */
final class ProductDashboard {

  private ProductDashboard() {}

  static Dashboard make() {
    return new Dashboard(
        "postly-product",
        "Postly: product",
        "The five figures of the chosen time, and what they are made of.",
        List.of(figures(), usage(), workflows(), approvals(), timeSaved(), errors()));
  }

  private static Row figures() {
    return Row.of(
        "The five figures",
        Arrays.stream(Figure.values()).map(ProductDashboard::figure).toArray(Panel[]::new));
  }

  private static Panel figure(Figure figure) {
    return Panel.stat(
        figure.title(),
        figure.meaning(),
        switch (figure.unit()) {
          case "share" -> "percentunit";
          case "seconds" -> "s";
          default -> "short";
        },
        figure.expression(Scope::in, RANGE));
  }

  private static Row usage() {
    String calls = in(Metric.TOOL_CALLS).rate(INTERVAL);
    return Row.of(
        "Tool usage",
        Panel.lines(
            "Calls by tool",
            "The ten most used tools, in calls a second.",
            "reqps",
            new Query("topk(10, " + sumBy(calls, Label.TOOL) + ")", "{{tool}}")),
        Panel.lines(
            "Calls by channel",
            "By which way people work: through an assistant, the API, the console.",
            "reqps",
            new Query(sumBy(calls, Label.CHANNEL), "{{channel}}")));
  }

  private static Row workflows() {
    return Row.of(
        "Workflow completion",
        Panel.lines(
            "Workflows begun",
            "By the way that the first revision came.",
            "short",
            new Query(
                sumBy(in(Metric.WORKFLOWS_STARTED).increase(INTERVAL), Label.CHANNEL),
                "{{channel}}")),
        Panel.lines(
            "Workflows ended",
            "By what became of their posts. Failed, missed and unconfirmed ones deserve a look at the publishing dashboard.",
            "short",
            new Query(
                sumBy(in(Metric.WORKFLOWS_COMPLETED).increase(INTERVAL), Label.RESULT),
                "{{result}}")));
  }

  private static Row approvals() {
    Series waited = in(Series.bucketsOf(Metric.REVIEW));
    return Row.of(
        "Approval rate",
        Panel.lines(
            "Decisions",
            "On what assistants wrote. Many changes requested: look at which instructions the assistants get.",
            "short",
            new Query(
                sumBy(
                    in(Metric.REVIEWS_DECIDED).with(Label.CHANNEL, "mcp").increase(INTERVAL),
                    Label.DECISION),
                "{{decision}}")),
        Panel.lines(
            "Waiting for a decision",
            "How long half, and nine of ten, of the decided reviews waited.",
            "s",
            new Query(waited.quantile(0.5, RANGE, ""), "half"),
            new Query(waited.quantile(0.9, RANGE, ""), "nine of ten")));
  }

  private static Row timeSaved() {
    return Row.of(
        "Time saved",
        Panel.lines(
            "Time saved by baseline",
            "Compared with the workspace's own median by hand, or with the operator's figure while there are too few.",
            "s",
            new Query(
                sumBy(in(Metric.TIME_SAVED).increase(RANGE), Label.BASELINE), "{{baseline}}")),
        Panel.stat(
            "Published workflows",
            "How many workflows of assistants the time saved is about.",
            "short",
            Series.sum(
                in(Metric.WORKFLOWS_COMPLETED)
                    .with(Label.CHANNEL, "mcp")
                    .with(Label.RESULT, "published")
                    .increase(RANGE))));
  }

  private static Row errors() {
    String errors = in(Metric.ERRORS).increase(RANGE);
    return Row.of(
        "Error rate",
        Panel.lines(
                "Errors by category",
                "Auth, validation and workflow errors are answers; system errors are Postly's own.",
                "reqps",
                new Query(sumBy(in(Metric.ERRORS).rate(INTERVAL), Label.CATEGORY), "{{category}}"))
            .onAlert("PostlyToolCallsFailing"),
        Panel.table(
            "Commonest errors",
            "Which tools fail, and how. A code that is common for one tool says that its description misleads.",
            "short",
            "topk(20, " + sumBy(errors, Label.TOOL, Label.CODE) + ")",
            "{{tool}} {{code}}"));
  }
}
