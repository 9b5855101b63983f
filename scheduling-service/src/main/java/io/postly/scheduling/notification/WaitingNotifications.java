package io.postly.scheduling.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of notifications that are still to be delivered, also where nobody sends any. Every replica
 * tells the same number.
 */
@ApplicationScoped
class WaitingNotifications {

  private final NotificationLedger ledger;
  private final Measurement measured;
  private final AtomicLong waiting = new AtomicLong();

  WaitingNotifications(NotificationLedger ledger, Measurements measurements, MeterRegistry meters) {
    this.ledger = ledger;
    this.measured = measurements.begin();
    Metric.NOTIFICATIONS_WAITING.gauge(meters, waiting, AtomicLong::doubleValue);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    waiting.set(ledger.countWaiting());
    measured.succeeded();
  }
}
