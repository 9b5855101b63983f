package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.postly.action.caller.Person;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.metric.Metric;
import io.postly.scheduling.network.Networks;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How late sending begins, as it is counted. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class PublicationMetricsTest {

  private static final Publication.Content CONTENT = new Publication.Content(1, "sha256:1");
  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant DUE = START.plusSeconds(60);

  @Inject Networks networks;
  @Inject ObjectMapper mapper;

  @Test
  void shouldCountFromTheTimeOfAPost() {
    Publication post = post();
    post.plan(CONTENT, START);

    assertEquals(Duration.ofMinutes(40), lag(post, DUE.plus(Duration.ofMinutes(40))));
  }

  /** People were late, not Postly. */
  @Test
  void shouldCountFromALateApproval() {
    Publication post = post();
    Instant approved = DUE.plus(Duration.ofMinutes(40));
    post.planLate(CONTENT, approved, approved.plusSeconds(1));

    assertEquals(Duration.ofSeconds(2), lag(post, approved.plusSeconds(2)));
    assertFalse(mapper.valueToTree(changed(post)).has("approved_late_at"));
  }

  @Test
  void shouldCountFromTheTimeThatAPersonHasMovedItTo() {
    Publication post = post();
    Instant approved = DUE.plus(Duration.ofMinutes(40));
    post.planLate(CONTENT, approved, approved);
    Instant moved = approved.plus(Duration.ofHours(1));
    post.moveTo(moved, approved);

    assertEquals(Duration.ofSeconds(3), lag(post, moved.plusSeconds(3)));
  }

  private static Publication post() {
    return Publication.of(
        new Publication.Target("acme", UUID.randomUUID(), UUID.randomUUID(), "sandbox"),
        CONTENT,
        false,
        DUE,
        new Requester(new Person("u1", "Una"), "mcp", Optional.empty()),
        START);
  }

  private Duration lag(Publication post, Instant begun) {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    UUID token = UUID.randomUUID();
    post.claim(token, begun.plusSeconds(30), begun);
    post.begin(token, begun.plusSeconds(30), begun);

    new PublicationMetrics(meters, networks).count(new PublicationsChanged(List.of(changed(post))));

    Timer timer = Metric.DISPATCH_LAG.timer(meters);
    return Duration.ofNanos((long) timer.totalTime(TimeUnit.NANOSECONDS));
  }

  private static PublicationChanged changed(Publication post) {
    return PublicationChanged.of(post, PublicationState.CLAIMED, null);
  }
}
