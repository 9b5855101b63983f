package io.postly.scheduling.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.postly.scheduling.work.Oldest;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of notifications that are still to be delivered, and of those that nobody sends although
 * they are due, also where nothing is sent. Every replica tells the same numbers.
 */
@ApplicationScoped
class WaitingNotifications {

  private final NotificationLedger ledger;
  private final Measurement measured;
  private final AtomicLong waiting = new AtomicLong();
  private final Oldest longestDue;

  WaitingNotifications(
      NotificationLedger ledger, Clock clock, Measurements measurements, MeterRegistry meters) {
    this.ledger = ledger;
    this.measured = measurements.begin();
    this.longestDue = new Oldest(clock);
    Metric.NOTIFICATIONS_WAITING.gauge(meters, waiting, AtomicLong::doubleValue);
    Metric.NOTIFICATIONS_OVERDUE.gauge(meters, longestDue, Oldest::seconds);
  }

  @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    waiting.set(ledger.countWaiting());
    longestDue.found(ledger.longestDue());
    measured.succeeded();
  }
}
