package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;

/**
 * Counts what has been committed: how many publications reached which state, and how late sending
 * began.
 */
@ApplicationScoped
class PublicationMetrics {

  private final MeterRegistry meters;
  private final Timer lag;

  PublicationMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.lag =
        Timer.builder("postly.dispatch.lag")
            .description("From the time that a publication was due until sending began")
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(10))
            .maximumExpectedValue(Duration.ofHours(1))
            .register(meters);
  }

  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) PublicationChanged change) {
    if (change.state().equals(change.previousState())) {
      return;
    }
    meters
        .counter("postly.publications", "network", change.network(), "state", change.state())
        .increment();
    if (change.state().equals(PublicationState.PUBLISHING.label())) {
      lag.record(Duration.between(change.dueAt(), change.at()));
    }
  }
}
