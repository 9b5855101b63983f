package io.postly.scheduling.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
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
    Metric.NOTIFICATIONS_WAITING.gauge(meters, waiting, AtomicLong::doubleValue);
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
        () -> Metric.NOTIFICATIONS.counter(meters, type.label(), outcome.label).increment());
  }

  void waiting(long count) {
    waiting.set(count);
  }
}
