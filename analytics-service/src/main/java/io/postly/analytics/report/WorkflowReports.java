package io.postly.analytics.report;

import io.postly.analytics.AnalyticsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Computes reports from the recorded facts, so that every figure can be recomputed from the
 * activity log and the events.
 */
@ApplicationScoped
class WorkflowReports {

  private final WorkflowFigures workflows;
  private final CallCounts calls;
  private final NextSteps nextSteps;
  private final AnalyticsConfig config;
  private final Clock clock;

  WorkflowReports(
      WorkflowFigures workflows,
      CallCounts calls,
      NextSteps nextSteps,
      AnalyticsConfig config,
      Clock clock) {
    this.workflows = workflows;
    this.calls = calls;
    this.nextSteps = nextSteps;
    this.config = config;
    this.clock = clock;
  }

  WorkflowReport report(Period period) {
    Instant now = clock.instant();
    Figures figures = figures(period, now);
    return new WorkflowReport(
        period.from(),
        period.to(),
        figures.funnel(),
        figures.approvals(),
        figures.saved(),
        tools(figures.calls()),
        errors(figures.calls()),
        categories(figures.calls()),
        isKept(period.before(), now) ? figures.comparedWith(figures(period.before(), now)) : null);
  }

  private Figures figures(Period period, Instant now) {
    return new Figures(
        workflows.funnel(period, now),
        workflows.approvals(period, now),
        workflows.saved(period, now),
        calls.of(period, now));
  }

  /** What is no longer kept whole would look like a change. */
  private boolean isKept(Period period, Instant now) {
    return !period.from().isBefore(now.minus(config.retention()));
  }

  private static List<WorkflowReport.ToolUse> tools(List<CallCount> counts) {
    return grouped(counts, CallCount::action).entrySet().stream()
        .map(use -> tool(use.getKey(), use.getValue()))
        .sorted(
            Comparator.comparingLong(WorkflowReport.ToolUse::calls)
                .reversed()
                .thenComparing(WorkflowReport.ToolUse::action))
        .toList();
  }

  private static WorkflowReport.ToolUse tool(String action, List<CallCount> counts) {
    long all = sum(counts);
    long failed = sum(counts.stream().filter(CallCount::isFailure).toList());
    return new WorkflowReport.ToolUse(action, all, all - failed, failed);
  }

  private static List<WorkflowReport.Errors> errors(List<CallCount> counts) {
    return grouped(failures(counts), count -> List.of(count.outcome(), count.code()))
        .values()
        .stream()
        .map(
            alike ->
                new WorkflowReport.Errors(
                    alike.getFirst().outcome(), alike.getFirst().code(), sum(alike)))
        .sorted(
            Comparator.comparingLong(WorkflowReport.Errors::count)
                .reversed()
                .thenComparing(WorkflowReport.Errors::category)
                .thenComparing(WorkflowReport.Errors::code))
        .toList();
  }

  private List<WorkflowReport.ErrorCategory> categories(List<CallCount> counts) {
    return grouped(failures(counts), CallCount::outcome).values().stream()
        .map(this::category)
        .sorted(
            Comparator.comparingLong(WorkflowReport.ErrorCategory::count)
                .reversed()
                .thenComparing(WorkflowReport.ErrorCategory::category))
        .toList();
  }

  private WorkflowReport.ErrorCategory category(List<CallCount> failures) {
    Map<String, Long> steps =
        failures.stream()
            .collect(
                Collectors.groupingBy(
                    failure -> nextSteps.after(failure.service(), failure.code()).orElse(""),
                    Collectors.summingLong(CallCount::calls)));
    steps.remove("");
    String commonest =
        steps.entrySet().stream()
            .min(
                Map.Entry.<String, Long>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(null);
    return new WorkflowReport.ErrorCategory(
        failures.getFirst().outcome(), sum(failures), commonest);
  }

  private static List<CallCount> failures(List<CallCount> counts) {
    return counts.stream().filter(CallCount::isFailure).toList();
  }

  private static <K> Map<K, List<CallCount>> grouped(
      List<CallCount> counts, Function<CallCount, K> key) {
    return counts.stream().collect(Collectors.groupingBy(key));
  }

  private static long sum(List<CallCount> counts) {
    return counts.stream().mapToLong(CallCount::calls).sum();
  }
}
