package io.postly.scheduling.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.measurement.Measurements;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Tells of stops, so that none is forgotten. Every replica tells the same number. */
@ApplicationScoped
class PublishingMetrics {

  private final PublishingStops stops;
  private final Measurement measured;
  private final AtomicLong stopped = new AtomicLong();

  PublishingMetrics(PublishingStops stops, Measurements measurements, MeterRegistry meters) {
    this.stops = stops;
    this.measured = measurements.begin();
    Metric.PUBLISHING_STOPPED.gauge(meters, stopped, AtomicLong::doubleValue);
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void measure() {
    stopped.set(QuarkusTransaction.requiringNew().call(stops::count));
    measured.succeeded();
  }
}
