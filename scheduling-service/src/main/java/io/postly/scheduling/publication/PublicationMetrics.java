package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.postly.action.metric.Metric;
import io.postly.scheduling.network.Networks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts what has been committed: how many publications reached which state, and parts of their
 * threads which outcome; and how late sending began.
 */
@ApplicationScoped
class PublicationMetrics {

  private static final Set<String> OUTCOMES =
      Stream.of(PartState.PUBLISHED, PartState.FAILED, PartState.UNCONFIRMED)
          .map(PartState::label)
          .collect(Collectors.toSet());

  private final MeterRegistry meters;
  private final Networks networks;
  private final Timer lag;

  PublicationMetrics(MeterRegistry meters, Networks networks) {
    this.meters = meters;
    this.networks = networks;
    this.lag = Metric.DISPATCH_LAG.timer(meters);
  }

  /** A series that begins with its first post would hide that post from rates. */
  void register(@Observes StartupEvent event) {
    for (String network : networks.names()) {
      for (PublicationState state : PublicationState.values()) {
        Metric.PUBLICATIONS.counter(meters, network, state.label());
      }
    }
  }

  void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) PublicationsChanged changes) {
    changes.ofState().forEach(this::count);
  }

  /** To a network each part is a post. */
  void countParts(@Observes(during = TransactionPhase.AFTER_SUCCESS) PartsChanged changes) {
    changes.all().stream()
        .filter(change -> OUTCOMES.contains(change.state()) && !change.isEndedByAPerson())
        .forEach(
            change ->
                Metric.PUBLICATIONS.counter(meters, change.network(), change.state()).increment());
  }

  private void count(PublicationChanged change) {
    Metric.PUBLICATIONS.counter(meters, change.network(), change.state()).increment();
    if (change.state().equals(PublicationState.PUBLISHING.label())) {
      lag.record(Duration.between(dueNow(change), change.at()));
    }
  }

  /**
   * What its network refused for the moment is late only if it is late again, and what people
   * approved late only if it is later than that.
   */
  private static Instant dueNow(PublicationChanged change) {
    return Stream.of(change.retryAt(), change.approvedLateAt(), change.dueAt())
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
