package io.postly.scheduling.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.fixture.FakeReceiver;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.measurement.Measurements;
import io.postly.action.metric.Metric;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is still to be delivered, and what nobody sends although it is due. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class WaitingNotificationsTest extends NotificationScenario {

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private WaitingNotifications waiting;

  @BeforeEach
  void measureAlone() {
    clock.stop();
    waiting = new WaitingNotifications(ledger, clock, new Measurements(meters), meters);
  }

  @Test
  void shouldTellHowLongWhatNobodySendsHasBeenDue() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      reviewRequested();
      clock.advance(Duration.ofMinutes(20));
      reviewRequested();
      clock.advance(Duration.ofMinutes(1));

      waiting.measure();
      assertEquals(2, told(Metric.NOTIFICATIONS_WAITING));
      assertEquals(21 * 60, told(Metric.NOTIFICATIONS_OVERDUE));

      sendDue();
      waiting.measure();
      assertEquals(0, told(Metric.NOTIFICATIONS_WAITING));
      assertEquals(0, told(Metric.NOTIFICATIONS_OVERDUE));
    }
  }

  /** A receiver that is away for hours is nothing that the sender could mend. */
  @Test
  void shouldNotTellOfWhatIsTriedAgainLater() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(503))) {
      endpoint(receiver.url("/"));
      reviewRequested();
      sendDue();

      waiting.measure();

      assertEquals(1, told(Metric.NOTIFICATIONS_WAITING));
      assertEquals(0, told(Metric.NOTIFICATIONS_OVERDUE));
    }
  }

  @Test
  void shouldNotTellOfWhatIsBeingSent() {
    try (FakeReceiver receiver = FakeReceiver.plain(FakeReceiver.status(200))) {
      endpoint(receiver.url("/"));
      reviewRequested();
      clock.advance(Duration.ofSeconds(20));
      assertEquals(1, ledger.claim(10).size());

      waiting.measure();
      assertEquals(0, told(Metric.NOTIFICATIONS_OVERDUE));

      clock.advance(config.notifications().lease());
      waiting.measure();
      assertTrue(told(Metric.NOTIFICATIONS_OVERDUE) > 0);
    }
  }

  /** The service of the tests sends none by itself. */
  @Test
  void shouldBeMeasuredWhereNothingIsSent() {
    assertTrue(
        RestAssured.get("/q/metrics")
            .asString()
            .lines()
            .anyMatch(line -> line.startsWith("postly_notifications_waiting ")));
  }

  private double told(Metric metric) {
    return meters.get(metric.prometheusName()).gauge().value();
  }
}
