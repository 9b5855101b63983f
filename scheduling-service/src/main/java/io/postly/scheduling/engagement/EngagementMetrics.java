package io.postly.scheduling.engagement;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import io.postly.action.transaction.AfterCommit;
import io.postly.scheduling.network.Networks;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts readings of engagement. */
@ApplicationScoped
class EngagementMetrics {

  private final MeterRegistry meters;
  private final Networks networks;
  private final AfterCommit afterCommit;

  EngagementMetrics(MeterRegistry meters, Networks networks, AfterCommit afterCommit) {
    this.meters = meters;
    this.networks = networks;
    this.afterCommit = afterCommit;
  }

  /** What came of one reading. */
  enum Outcome {
    COUNTED("counted"),
    GONE("gone"),
    UNTOLD("untold");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }
  }

  /** A series that begins with its first reading would hide that reading from rates. */
  void register(@Observes StartupEvent event) {
    for (String network : networks.names()) {
      for (Outcome outcome : Outcome.values()) {
        counter(network, outcome);
      }
    }
  }

  /** Counts a reading once the transaction that records it has been committed. */
  void read(String network, Outcome outcome) {
    afterCommit.run(() -> counter(network, outcome).increment());
  }

  private Counter counter(String network, Outcome outcome) {
    return Metric.ENGAGEMENT_READINGS.counter(meters, network, outcome.label);
  }
}
