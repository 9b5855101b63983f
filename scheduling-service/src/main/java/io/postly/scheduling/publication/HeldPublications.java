package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells how many publications wait for a person to give them another time. Every replica tells the
 * same number.
 */
@ApplicationScoped
class HeldPublications {

  private final Publications publications;
  private final Clock clock;
  private final Measurement measured;
  private final AtomicLong held = new AtomicLong();

  HeldPublications(
      Publications publications, Clock clock, Measurements measurements, MeterRegistry meters) {
    this.publications = publications;
    this.clock = clock;
    this.measured = measurements.begin();
    Metric.PUBLICATIONS_HELD.gauge(meters, held, AtomicLong::doubleValue);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    held.set(
        QuarkusTransaction.requiringNew()
            .call(() -> publications.countHeldAsLate(clock.instant())));
    measured.succeeded();
  }
}
