package io.postly.scheduling.removal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.measurement.Measurements;
import io.postly.action.metric.Metric;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody wants deleted and still stands. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class WaitingRemovalsTest extends SchedulingScenario {

  @Inject Removals removals;
  @Inject RemovalLedger ledger;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private WaitingRemovals waiting;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    clock.stop();
    waiting = new WaitingRemovals(removals, clock, new Measurements(meters), meters);
  }

  @Test
  void shouldTellHowLongTheOldestHasWaited() {
    requested(Duration.ofHours(3));
    requested(Duration.ofHours(1));

    waiting.measure();
    assertEquals(3 * 3600, told());
    clock.advance(Duration.ofMinutes(1));
    assertEquals(3 * 3600 + 60, told());

    execute("UPDATE post_removal SET state = 'removed', next_at = NULL");
    waiting.measure();
    assertEquals(0, told());
  }

  /** Nobody attempts it, and nobody else would ever tell of it. */
  @Test
  void shouldTellOfWhatWaitsForAPartInDoubt() {
    UUID post = requested(Duration.ofHours(2));
    execute(
        """
        INSERT INTO publication_part (id, publication_id, number, draft_id, workspace, channel_id,
          network, state, reason, attempt, changed_at)
        SELECT gen_random_uuid(), id, 2, draft_id, workspace, channel_id, network, 'unconfirmed', 'no_answer', 1, now()
        FROM publication WHERE id = '%s'
        """
            .formatted(post));
    assertEquals(0, ledger.claim(List.of(), 10, 10).size());

    waiting.measure();

    assertEquals(2 * 3600, told());
  }

  @Test
  void shouldBeMeasuredByTheService() {
    assertTrue(
        RestAssured.get("/q/metrics")
            .asString()
            .lines()
            .anyMatch(line -> line.startsWith("postly_removals_oldest_seconds ")));
  }

  private UUID requested(Duration ago) {
    UUID id =
        scheduled(
            content.approvedDraft(workspace, "Hello", sandbox("c" + ago)), Duration.ofDays(1));
    execute(
        """
        INSERT INTO post_removal (publication_id, draft_id, workspace, channel_id, network, reference,
          state, requested_by, requested_by_name, requested_at, next_at, failures, changed_at)
        SELECT id, draft_id, workspace, channel_id, network, 'r', 'requested', 'u', 'U', '%1$s', '%1$s', 0, '%1$s'
        FROM publication WHERE id = '%2$s'
        """
            .formatted(clock.instant().minus(ago), id));
    return id;
  }

  private double told() {
    return meters.get(Metric.REMOVALS_OLDEST.prometheusName()).gauge().value();
  }
}
