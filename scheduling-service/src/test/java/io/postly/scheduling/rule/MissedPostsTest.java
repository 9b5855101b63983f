package io.postly.scheduling.rule;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.publication.PublicationLedger.Sending;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of posts that could not be sent at their time, as the workspace wants it. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class MissedPostsTest extends SchedulingScenario {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration DOWNTIME = Duration.ofMinutes(7);

  @Inject PublicationLedger ledger;

  @BeforeEach
  void forgetOtherTests() {
    forgetPublications();
  }

  @Test
  void shouldSendLateAsLongAsNobodyWantsItOtherwise() {
    UUID post = scheduled(draft(), SOON);

    clock.advance(SOON.plus(DOWNTIME));

    assertEquals(List.of(post), round());
  }

  @Test
  void shouldHoldWhatIsLateUntilAPersonMovesIt() {
    want("hold");
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON.plus(DOWNTIME));

    assertEquals(List.of(), round());
    assertEquals("on_hold", stateOf(post));
    assertEquals("time_passed", shown(post).get("reason"));
    content.approved(draft, 1, "Hello");
    clock.advance(Duration.ofHours(2));
    assertEquals(List.of(), round());
    assertEquals("on_hold", stateOf(post));

    Requests.as(editor)
        .body(Map.of("publish_at", clock.instant().plus(SOON).toString()))
        .put(path("/publications/" + post + "/time"))
        .then()
        .statusCode(200)
        .body("publication.state", equalTo("planned"));
    clock.advance(SOON);
    assertEquals(List.of(post), round());
  }

  @Test
  void shouldNotPlanWhatHasLostItsApprovalMeanwhile() {
    want("hold");
    Draft draft = draft();
    UUID post = scheduled(draft, SOON);
    clock.advance(SOON.plus(DOWNTIME));
    round();
    content.revised(draft, 2, "Other");

    Requests.as(editor)
        .body(Map.of("publish_at", clock.instant().plus(SOON).toString()))
        .put(path("/publications/" + post + "/time"))
        .then()
        .statusCode(200)
        .body("publication.state", equalTo("on_hold"))
        .body("publication.reason", equalTo("content_changed"));
    content.approved(draft, 2, "Other");
    assertEquals("planned", stateOf(post));
  }

  @Test
  void shouldSkipWhatIsLate() {
    want("skip");
    UUID late = scheduled(draft(), SOON);
    UUID inTime = scheduled(draft(), SOON.plusMinutes(3));
    clock.advance(SOON.plus(DOWNTIME));

    assertEquals(List.of(inTime), round());

    assertEquals("missed", stateOf(late));
    assertEquals("overdue", shown(late).get("reason"));
  }

  @Test
  void shouldTryAgainWhatWasRefusedForTheMomentAllTheSame() {
    want("skip");
    UUID post = scheduled(draft(), SOON);
    clock.advance(SOON);
    Sending sending = ledger.begin(ledger.claim(10).getFirst()).orElseThrow();
    ledger.record(post, sending.token(), Delivery.NotDelivered.forNow("http_503"));

    clock.advance(DOWNTIME);

    assertEquals(List.of(post), round());
  }

  @Test
  void shouldTreatWhatWasRefusedWithItsAccountAsItsChannelsOtherPosts() {
    want("hold");
    UUID channel = sandbox("Refused");
    UUID refused = scheduled(content.approvedDraft(workspace, "Hello", channel), SOON);
    clock.advance(SOON);
    for (int time = 1; time <= 2; time++) {
      Sending sending = ledger.begin(ledger.claim(10).getFirst()).orElseThrow();
      ledger.record(refused, sending.token(), Delivery.NotDelivered.ofAccount("http_401"));
      clock.advance(SOON);
    }
    UUID waiting = scheduled(content.approvedDraft(workspace, "Else", channel), SOON);
    assertEquals("planned", stateOf(refused));

    clock.advance(SOON.plus(DOWNTIME));
    assertEquals(List.of(), round());

    for (UUID post : List.of(refused, waiting)) {
      assertEquals("on_hold", stateOf(post));
      assertEquals("time_passed", shown(post).get("reason"));
    }
  }

  /** As a dispatcher does. */
  private List<UUID> round() {
    ledger.missOverdue(Batch.of(100));
    return ledger.claim(100).stream().map(Claim::publicationId).toList();
  }

  private Draft draft() {
    return content.approvedDraft(workspace, "Hello", sandbox("Channel " + UUID.randomUUID()));
  }

  private void want(String missedPosts) {
    Requests.as(admin)
        .body(
            Map.of(
                "expected_version",
                0,
                "blackouts",
                List.of(),
                "channels",
                List.of(),
                "missed_posts",
                missedPosts))
        .put(path("/publishing-rules"))
        .then()
        .statusCode(200);
  }
}
