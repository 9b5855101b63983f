package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.measurement.Measurements;
import io.postly.action.metric.Metric;
import io.postly.scheduling.SchedulingScenario;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Posts of which nobody knows which text they say. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UnconfirmedUpdatesTest extends SchedulingScenario {

  @Inject PostUpdates updates;

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private UnconfirmedUpdates unconfirmed;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
    clock.stop();
    unconfirmed = new UnconfirmedUpdates(updates, clock, new Measurements(meters), meters);
  }

  @Test
  void shouldTellHowLongTheOldestHasBeenInDoubt() {
    update("unconfirmed", Duration.ofHours(1));
    update("unconfirmed", Duration.ofHours(2));
    update("updated", Duration.ofHours(5));
    update("requested", Duration.ofHours(6));

    unconfirmed.measure();

    assertEquals(2 * 3600, told());
  }

  @Test
  void shouldNotTellOfWhatIsDeleted() {
    UUID post = update("unconfirmed", Duration.ofHours(2));
    execute(
        """
        INSERT INTO post_removal (publication_id, draft_id, workspace, channel_id, network, reference,
          state, requested_by, requested_by_name, requested_at, failures, changed_at)
        SELECT id, draft_id, workspace, channel_id, network, 'r', 'removed', 'u', 'U', now(), 0, now()
        FROM publication WHERE id = '%s'
        """
            .formatted(post));

    unconfirmed.measure();

    assertEquals(0, told());
  }

  private UUID update(String state, Duration ago) {
    UUID id =
        scheduled(
            content.approvedDraft(workspace, "Hello", sandbox("c" + ago)), Duration.ofDays(1));
    execute(
        """
        INSERT INTO post_update (publication_id, draft_id, workspace, channel_id, network, revision,
          content_hash, state, reason, requested_by, requested_by_name, requested_at, due_at, attempt,
          doubted_revisions, doubted_hashes, doubted_at, changed_at)
        SELECT id, draft_id, workspace, channel_id, network, 2, 'x', '%2$s', 'no_answer', 'u', 'U', '%3$s', '%3$s', 1,
          doubted.revisions, doubted.hashes, '%3$s', '%3$s'
        FROM publication, (VALUES ('unconfirmed', '{2}'::integer[], '{x}'::text[]), ('other', '{}', '{}'))
          AS doubted (state, revisions, hashes)
        WHERE id = '%1$s' AND doubted.state = CASE '%2$s' WHEN 'unconfirmed' THEN 'unconfirmed' ELSE 'other' END
        """
            .formatted(id, state, clock.instant().minus(ago)));
    return id;
  }

  private double told() {
    return meters.get(Metric.UPDATES_UNCONFIRMED_OLDEST.prometheusName()).gauge().value();
  }
}
