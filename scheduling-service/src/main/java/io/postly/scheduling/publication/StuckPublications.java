package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of publications, parts of their threads, and updates of them, that are not where they
 * should be, whatever the reason: also when no dispatcher runs. Every replica tells the same
 * number.
 */
@ApplicationScoped
class StuckPublications {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * How much longer than others what is claimed may be past its time: by then its channel has been
   * open for long enough that it has been claimed before, in vain.
   */
  static final Duration CLAIMED_IN_VAIN = Duration.ofMinutes(4);

  private final Publications publications;
  private final Parts parts;
  private final PostUpdates updates;
  private final Clock clock;
  private final Measurement measured;
  private final AtomicLong stuck = new AtomicLong();

  StuckPublications(
      Publications publications,
      Parts parts,
      PostUpdates updates,
      Clock clock,
      Measurements measurements,
      MeterRegistry meters) {
    this.publications = publications;
    this.parts = parts;
    this.updates = updates;
    this.clock = clock;
    this.measured = measurements.begin();
    Metric.PUBLICATIONS_STUCK.gauge(meters, stuck, AtomicLong::doubleValue);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    Instant before = clock.instant().minus(PATIENCE);
    stuck.set(QuarkusTransaction.requiringNew().call(() -> count(before)));
    measured.succeeded();
  }

  private long count(Instant before) {
    return publications.countStuck(before) + parts.countStuck(before) + updates.countStuck(before);
  }
}
