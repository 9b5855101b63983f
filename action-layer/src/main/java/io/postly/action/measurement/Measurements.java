package io.postly.action.measurement;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.postly.action.metric.Metric;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * How long ago the numbers that gauges tell were looked up. A gauge goes on telling what it was
 * told last, however long the database has been away: without this, its zero would pass for good
 * news.
 */
@ApplicationScoped
public class Measurements {

  private final Clock clock;
  private final List<Measurement> repeated = new CopyOnWriteArrayList<>();

  /** Told by that registry, as one gauge. */
  public Measurements(MeterRegistry meters) {
    // Time that nobody sets: a wrong clock must not make old numbers look new.
    this.clock = meters.config().clock();
    // Worked out when it is asked for, so that nothing that fails or hangs can freeze it.
    Metric.MEASUREMENT_AGE.gauge(meters, repeated, Measurements::oldestSeconds);
  }

  /** Watches numbers that are looked up again and again from now on. */
  public Measurement begin() {
    Measurement begun = new Measurement();
    repeated.add(begun);
    return begun;
  }

  private static double oldestSeconds(List<Measurement> repeated) {
    return repeated.stream().mapToDouble(Measurement::ageSeconds).max().orElse(0);
  }

  /** Numbers that are looked up again and again. */
  public final class Measurement {

    private volatile long lookedUpNanos = clock.monotonicTime();

    private Measurement() {}

    /** They are those of this moment. */
    public void succeeded() {
      lookedUpNanos = clock.monotonicTime();
    }

    private double ageSeconds() {
      return TimeUnit.NANOSECONDS.toMillis(clock.monotonicTime() - lookedUpNanos) / 1000.0;
    }
  }
}
