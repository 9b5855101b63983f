package io.postly.scheduling.notification;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.action.transaction.AfterCommit;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts attempts to tell teams. */
@ApplicationScoped
class NotificationMetrics {

  private final MeterRegistry meters;
  private final AfterCommit afterCommit;

  NotificationMetrics(MeterRegistry meters, AfterCommit afterCommit) {
    this.meters = meters;
    this.afterCommit = afterCommit;
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

  /** A series that begins with its first attempt would hide that attempt from rates. */
  void register(@Observes StartupEvent event) {
    for (NotificationType type : NotificationType.values()) {
      for (Outcome outcome : Outcome.values()) {
        counter(type, outcome);
      }
    }
  }

  /** Counts an attempt once the transaction that records it has been committed. */
  void attempted(NotificationType type, Outcome outcome) {
    afterCommit.run(() -> counter(type, outcome).increment());
  }

  private Counter counter(NotificationType type, Outcome outcome) {
    return Metric.NOTIFICATIONS.counter(meters, type.label(), outcome.label);
  }
}
