package io.postly.analytics.report;

import java.util.List;

/** All that was found out about one period. */
record Figures(
    WorkflowReport.Funnel funnel,
    WorkflowReport.Approvals approvals,
    WorkflowReport.Saved saved,
    List<CallCount> calls) {

  private static final double PLACES = 10_000;

  /** The figures that are worth comparing, beside those of the period before. */
  List<WorkflowReport.Change> comparedWith(Figures before) {
    return List.of(
        change("started", funnel.started(), before.funnel.started()),
        change("published", funnel.published(), before.funnel.published()),
        change("completion", funnel.completion(), before.funnel.completion()),
        change("approval_rate", approvals.rate(), before.approvals.rate()),
        change(
            "median_wait_seconds",
            decimal(approvals.medianWaitSeconds()),
            decimal(before.approvals.medianWaitSeconds())),
        change("saved_seconds", decimal(saved.seconds()), decimal(before.saved.seconds())),
        change("calls", count(), before.count()),
        change("error_rate", errorRate(), before.errorRate()));
  }

  private long count() {
    return calls.stream().mapToLong(CallCount::calls).sum();
  }

  private Double errorRate() {
    long failed = calls.stream().filter(CallCount::isFailure).mapToLong(CallCount::calls).sum();
    return calls.isEmpty() ? null : (double) failed / (double) count();
  }

  private static WorkflowReport.Change change(String figure, long value, long previous) {
    return change(figure, Double.valueOf((double) value), Double.valueOf((double) previous));
  }

  private static WorkflowReport.Change change(String figure, Double value, Double previous) {
    return new WorkflowReport.Change(
        figure,
        rounded(value),
        rounded(previous),
        value == null || previous == null ? null : rounded(value - previous));
  }

  /** Four places tell a rate to the hundredth of a percent; more would only be read. */
  private static Double rounded(Double value) {
    return value == null ? null : Double.valueOf(Math.round(value * PLACES) / PLACES);
  }

  private static Double decimal(Long value) {
    return value == null ? null : Double.valueOf(value.doubleValue());
  }
}
