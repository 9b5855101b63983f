package io.postly.analytics.workflow;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Closes workflows whose posts have all ended, and takes stock of them: result, people's time, time
 * saved.
 */
@ApplicationScoped
class WorkflowClosing {

  private final WorkflowStore store;
  private final WorkflowMetrics metrics;
  private final AnalyticsConfig config;
  private final Clock clock;

  WorkflowClosing(
      WorkflowStore store, WorkflowMetrics metrics, AnalyticsConfig config, Clock clock) {
    this.store = store;
    this.metrics = metrics;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "${postly.analytics.closing-interval:1s}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void closeEnded() {
    QuarkusTransaction.requiringNew().run(this::closeBatch);
  }

  private void closeBatch() {
    Instant now = clock.instant();
    Instant settled = now.minus(config.settling());
    Instant abandoned = now.minus(config.abandonedAfter());
    for (UUID draftId : store.toClose(settled, abandoned)) {
      close(store.closing(draftId));
    }
  }

  private void close(ClosingWorkflow workflow) {
    Duration person =
        PersonTime.of(store.personTimes(workflow.draftId()).values(), config.longestPause());
    store.close(workflow, person.toSeconds());
    metrics.completed(workflow);
    if (workflow.isPublished() && workflow.wasStartedByAnAssistant()) {
      TimeSaved saved =
          TimeSaved.against(
              store.byHand(workflow.workspace()),
              config.baselineSamples(),
              config.baseline(),
              person);
      store.saved(workflow, saved);
      metrics.saved(saved);
    }
  }
}
