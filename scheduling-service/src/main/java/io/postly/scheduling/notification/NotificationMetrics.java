package io.postly.scheduling.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.transaction.AfterCommit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Counts attempts to tell teams, and what still waits. */
@ApplicationScoped
class NotificationMetrics {

  private final MeterRegistry meters;
  private final AfterCommit afterCommit;
  private final AtomicLong waiting = new AtomicLong();

  NotificationMetrics(MeterRegistry meters, AfterCommit afterCommit) {
    this.meters = meters;
    this.afterCommit = afterCommit;
    Gauge.builder("postly.notifications.waiting", waiting, AtomicLong::doubleValue)
        .description("Notifications that are still to be delivered, of all replicas together")
        .register(meters);
  }

  /** What came of one attempt. */
  enum Outcome {
    DELIVERED("delivered"),
    RETRIED("retried"),
    FAILED("failed");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }
  }

  /** Counts an attempt once the transaction that records it has been committed. */
  void attempted(NotificationType type, Outcome outcome) {
    afterCommit.run(
        () ->
            meters
                .counter("postly.notifications", "type", type.label(), "outcome", outcome.label)
                .increment());
  }

  void waiting(long count) {
    waiting.set(count);
  }
}
