package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.measurement.Measurements;
import io.postly.action.metric.Metric;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.network.Networks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is due goes unseen when it cannot be looked up: that is seen instead. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class OldMeasurementsTest extends SchedulingScenario {

  @Inject Publications publications;
  @Inject Parts parts;
  @Inject PostUpdates updates;
  @Inject Networks networks;

  private final MockClock time = new MockClock();
  private final MeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, time);
  private final Measurements measurements = new Measurements(meters);

  @Test
  void shouldTellThatStuckPostsCannotBeCounted() {
    StuckPublications stuck =
        new StuckPublications(publications, parts, updates, clock, measurements, meters);

    expectAgeWhile(stuck::measure);
  }

  @Test
  void shouldTellThatUnconfirmedPostsCannotBeCounted() {
    UnconfirmedPublications unconfirmed =
        new UnconfirmedPublications(publications, parts, networks, measurements, meters);

    expectAgeWhile(unconfirmed::measure);
  }

  private void expectAgeWhile(Runnable measure) {
    measure.run();
    assertEquals(0, age());

    execute("ALTER TABLE publication_part RENAME TO publication_part_away");
    try {
      time.add(Duration.ofMinutes(5));
      assertThrows(RuntimeException.class, measure::run);
      assertEquals(300, age());
      time.add(Duration.ofMinutes(5));
      assertThrows(RuntimeException.class, measure::run);
      assertEquals(600, age());
    } finally {
      execute("ALTER TABLE publication_part_away RENAME TO publication_part");
    }

    measure.run();
    assertEquals(0, age());
  }

  private double age() {
    return meters.get(Metric.MEASUREMENT_AGE.prometheusName()).gauge().value();
  }
}
