package io.postly.analytics.workflow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.caller.CallChannel;
import io.postly.action.metric.Metric;
import io.postly.action.transaction.AfterCommit;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Counts facts of workflows when they are first recorded, after the commit that records them. */
@ApplicationScoped
class WorkflowMetrics {

  private static final List<String> RESULTS =
      List.of("published", "unconfirmed", "failed", "missed", "cancelled");
  private static final List<String> BASELINES = List.of("workspace", "configured");

  private final MeterRegistry registry;
  private final AfterCommit afterCommit;

  WorkflowMetrics(MeterRegistry registry, AfterCommit afterCommit) {
    this.registry = registry;
    this.afterCommit = afterCommit;
  }

  /** A series that begins with its first event would hide that event from rates. */
  void register(@Observes StartupEvent event) {
    for (CallChannel channel : CallChannel.values()) {
      startedCounter(channel.label());
      RESULTS.forEach(result -> completedCounter(channel.label(), result));
    }
    BASELINES.forEach(this::savedCounter);
  }

  void started(String channel) {
    afterCommit.run(() -> startedCounter(channel).increment());
  }

  void completed(ClosingWorkflow workflow) {
    afterCommit.run(() -> completedCounter(workflow.channel(), workflow.result()).increment());
  }

  /** A counter only grows: a sample that took longer than the baseline adds nothing. */
  void saved(TimeSaved saved) {
    afterCommit.run(
        () -> savedCounter(saved.baseline()).increment((double) Math.max(0, saved.seconds())));
  }

  private Counter startedCounter(String channel) {
    return Metric.WORKFLOWS_STARTED.counter(registry, channel);
  }

  private Counter completedCounter(String channel, String result) {
    return Metric.WORKFLOWS_COMPLETED.counter(registry, channel, result);
  }

  private Counter savedCounter(String baseline) {
    return Metric.TIME_SAVED.counter(registry, baseline);
  }
}
