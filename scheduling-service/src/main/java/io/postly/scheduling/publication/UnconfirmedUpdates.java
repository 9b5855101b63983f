package io.postly.scheduling.publication;

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
 * Tells of published posts of which nobody knows which text they say. Every replica tells the same
 * number.
 */
@ApplicationScoped
class UnconfirmedUpdates {

  private final PostUpdates updates;
  private final Measurement measured;
  private final Oldest oldest;

  UnconfirmedUpdates(
      PostUpdates updates, Clock clock, Measurements measurements, MeterRegistry meters) {
    this.updates = updates;
    this.measured = measurements.begin();
    this.oldest = new Oldest(clock);
    Metric.UPDATES_UNCONFIRMED_OLDEST.gauge(meters, oldest, Oldest::seconds);
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    oldest.found(QuarkusTransaction.requiringNew().call(updates::oldestUnconfirmed));
    measured.succeeded();
  }
}
