package io.postly.scheduling.publication;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.postly.scheduling.network.Networks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells of publications, and parts of their threads, of which nobody knows whether they stand on
 * their network: also while networks answer slowly when they are asked, or nobody asks. Every
 * replica tells the same numbers.
 */
@ApplicationScoped
class UnconfirmedPublications {

  private final Publications publications;
  private final Parts parts;
  private final Networks networks;
  private final MeterRegistry meters;
  private final Measurement measured;
  private final Map<String, AtomicLong> unconfirmed = new ConcurrentHashMap<>();

  UnconfirmedPublications(
      Publications publications,
      Parts parts,
      Networks networks,
      Measurements measurements,
      MeterRegistry meters) {
    this.publications = publications;
    this.parts = parts;
    this.networks = networks;
    this.meters = meters;
    this.measured = measurements.begin();
  }

  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    for (String network : networks.names()) {
      long count = QuarkusTransaction.requiringNew().call(() -> count(network));
      unconfirmed.computeIfAbsent(network, this::newGauge).set(count);
    }
    measured.succeeded();
  }

  private long count(String network) {
    return publications.countUnconfirmed(network) + parts.countUnconfirmed(network);
  }

  private AtomicLong newGauge(String network) {
    AtomicLong count = new AtomicLong();
    Metric.PUBLICATIONS_UNCONFIRMED.gauge(meters, count, AtomicLong::doubleValue, network);
    return count;
  }
}
