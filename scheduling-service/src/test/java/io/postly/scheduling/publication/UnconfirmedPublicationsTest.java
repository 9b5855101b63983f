package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody knows is told, whether anybody asks the networks or not. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UnconfirmedPublicationsTest extends SchedulingScenario {

  @Inject Publications publications;
  @Inject Parts parts;
  @Inject Networks networks;

  private final MeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldTellOfPostsAndParts() {
    UUID id =
        scheduled(content.approvedDraft(workspace, "Hello", sandbox("One")), Duration.ofDays(1));
    UnconfirmedPublications unconfirmed =
        new UnconfirmedPublications(
            publications, parts, networks, new Measurements(meters), meters);
    unconfirmed.measure();
    assertEquals(0, told("sandbox"));

    execute("UPDATE publication SET state = 'unconfirmed' WHERE id = '%s'".formatted(id));
    execute(
        """
        INSERT INTO publication_part (id, publication_id, number, draft_id, workspace, channel_id,
          network, state, reason, attempt, changed_at)
        SELECT gen_random_uuid(), id, 2, draft_id, workspace, channel_id, network, 'unconfirmed', 'no_answer', 1, now()
        FROM publication WHERE id = '%s'
        """
            .formatted(id));
    unconfirmed.measure();

    assertEquals(2, told("sandbox"));
    assertEquals(0, told("webhook"));
  }

  private double told(String network) {
    return meters
        .get(Metric.PUBLICATIONS_UNCONFIRMED.prometheusName())
        .tag("network", network)
        .gauge()
        .value();
  }
}
