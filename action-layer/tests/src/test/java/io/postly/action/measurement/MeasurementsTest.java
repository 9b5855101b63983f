package io.postly.action.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.measurement.Measurements.Measurement;
import io.postly.action.metric.Metric;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers that cannot be looked up any more grow old, whatever they were. */
class MeasurementsTest {

  private final MockClock time = new MockClock();
  private final MeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
  private final Measurements measurements = new Measurements(meters);

  @Test
  void shouldCountFromTheStartWhatNeverSucceeds() {
    measurements.begin();

    time.add(Duration.ofMinutes(3));

    assertEquals(180, age());
  }

  @Test
  void shouldGrowUntilItSucceedsAgain() {
    Measurement measurement = measurements.begin();
    time.add(Duration.ofMinutes(1));
    measurement.succeeded();
    assertEquals(0, age());

    time.add(Duration.ofMillis(2500));
    assertEquals(2.5, age());
    time.add(Duration.ofHours(1));
    assertEquals(3602.5, age());

    measurement.succeeded();
    assertEquals(0, age());
  }

  @Test
  void shouldTellOfTheOldestOfSeveral() {
    Measurement one = measurements.begin();
    Measurement other = measurements.begin();
    time.add(Duration.ofMinutes(1));
    one.succeeded();

    assertEquals(60, age());

    other.succeeded();
    assertEquals(0, age());
  }

  @Test
  void shouldTellOfNoAgeWhereNothingIsMeasured() {
    assertEquals(0, age());
  }

  private double age() {
    return meters.get(Metric.MEASUREMENT_AGE.prometheusName()).gauge().value();
  }
}
