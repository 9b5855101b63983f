package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of publications, and parts of their threads, that are not where they should be, whatever
 * the reason: also when no dispatcher runs. Every replica tells the same number.
 */
@ApplicationScoped
class StuckPublications {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Publications publications;
  private final Parts parts;
  private final Clock clock;
  private final AtomicLong stuck = new AtomicLong();

  StuckPublications(Publications publications, Parts parts, Clock clock, MeterRegistry meters) {
    this.publications = publications;
    this.parts = parts;
    this.clock = clock;
    Metric.PUBLICATIONS_STUCK.gauge(meters, stuck, AtomicLong::doubleValue);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    Instant before = clock.instant().minus(PATIENCE);
    stuck.set(QuarkusTransaction.requiringNew().call(() -> count(before)));
  }

  private long count(Instant before) {
    return publications.countStuck(before) + parts.countStuck(before);
  }
}
