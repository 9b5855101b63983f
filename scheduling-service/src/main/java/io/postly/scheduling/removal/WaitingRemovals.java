package io.postly.scheduling.removal;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.postly.scheduling.work.Oldest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Tells of posts that are to be deleted and still stand, whatever keeps them. Every replica tells
 * the same number.
 */
@ApplicationScoped
class WaitingRemovals {

  private final Removals removals;
  private final Measurement measured;
  private final Oldest oldest;

  WaitingRemovals(Removals removals, Clock clock, Measurements measurements, MeterRegistry meters) {
    this.removals = removals;
    this.measured = measurements.begin();
    this.oldest = new Oldest(clock);
    Metric.REMOVALS_OLDEST.gauge(meters, oldest, Oldest::seconds);
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    oldest.found(QuarkusTransaction.requiringNew().call(removals::oldestRequested));
    measured.succeeded();
  }
}
