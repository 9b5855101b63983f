package io.postly.analytics.workflow;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Closes workflows whose posts have all ended, and has stock taken of published ones. */
@ApplicationScoped
class WorkflowClosing {

  private final WorkflowStore store;
  private final StockTaking stock;
  private final WorkflowMetrics metrics;
  private final AnalyticsConfig config;
  private final Clock clock;

  WorkflowClosing(
      WorkflowStore store,
      StockTaking stock,
      WorkflowMetrics metrics,
      AnalyticsConfig config,
      Clock clock) {
    this.store = store;
    this.stock = stock;
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
    stock.takeDue();
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
    store.close(workflow);
    metrics.completed(workflow);
  }
}
