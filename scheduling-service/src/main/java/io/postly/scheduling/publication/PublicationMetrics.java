package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postly.action.metric.Metric;
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
    this.lag = Metric.DISPATCH_LAG.timer(meters);
  }

  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) PublicationChanged change) {
    if (change.state().equals(change.previousState())) {
      return;
    }
    Metric.PUBLICATIONS.counter(meters, change.network(), change.state()).increment();
    if (change.state().equals(PublicationState.PUBLISHING.label())) {
      lag.record(Duration.between(change.dueAt(), change.at()));
    }
  }
}
