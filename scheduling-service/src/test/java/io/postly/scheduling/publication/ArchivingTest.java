package io.postly.scheduling.publication;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What putting a draft aside does to its posts. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ArchivingTest extends SchedulingScenario {

  @Inject PublicationLedger ledger;

  @Test
  void shouldHoldWhatIsPlannedAndPlanItAgainOnceRestored() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, Duration.ofHours(1));

    content.archived(draft, clock.instant());
    assertEquals("on_hold", stateOf(post));
    assertEquals("draft_archived", shown(post).get("reason"));

    content.restored(draft, clock.instant().plusSeconds(1));
    assertEquals("planned", stateOf(post));
  }

  @Test
  void shouldNotSendWhatWasArchivedAfterItWasClaimed() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(2));
    PublicationLedger.Claim claim =
        ledger.claim(1000).stream()
            .filter(found -> found.publicationId().equals(post))
            .findFirst()
            .orElseThrow();

    content.archived(draft, clock.instant());

    assertTrue(ledger.begin(claim).isEmpty());
    assertEquals("on_hold", stateOf(post));
  }

  @Test
  void shouldNotSendWhatComesBackAMomentAfterItsTime() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, Duration.ofMinutes(1));
    content.archived(draft, clock.instant());
    clock.advance(Duration.ofMinutes(2));

    content.restored(draft, clock.instant());

    assertEquals("missed", stateOf(post));
    assertEquals("restored_too_late", shown(post).get("reason"));
  }

  @Test
  void shouldKeepWaitingWhatIsApprovedInTheArchive() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    content.revised(draft, 1, "Hello");
    UUID post = scheduled(draft, Duration.ofHours(1));
    content.archived(draft, clock.instant());

    content.approved(draft, 1, "Hello");
    assertEquals("awaiting_approval", stateOf(post));

    content.restored(draft, clock.instant().plusSeconds(1));
    assertEquals("planned", stateOf(post));
  }

  @Test
  void shouldScheduleOnceRestoredWithTheKeyThatWasRefused() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    Map<String, Object> body = wanted(draft, 1, clock.instant().plusSeconds(600));
    content.archived(draft, clock.instant());
    keyed(body).statusCode(409).body("retryable", equalTo(true));

    content.restored(draft, clock.instant().plusSeconds(1));

    keyed(body).statusCode(201);
  }

  private ValidatableResponse keyed(Map<String, Object> body) {
    return Requests.as(editor)
        .header("Idempotency-Key", "the-same")
        .body(body)
        .post(path("/publications"))
        .then();
  }

  @Test
  void shouldMissWhatStaysInTheArchive() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    UUID post = scheduled(draft, Duration.ofMinutes(1));
    content.archived(draft, clock.instant());
    clock.advance(Duration.ofHours(2));

    ledger.missOverdue(Batch.of(1000));

    assertEquals("missed", stateOf(post));
  }

  @Test
  void shouldScheduleNothingOfAnArchivedDraft() {
    Draft draft = content.approvedDraft(workspace, "Hello", sandbox("One"));
    content.archived(draft, clock.instant());

    schedule(wanted(draft, 1, clock.instant().plusSeconds(60)))
        .statusCode(409)
        .body("code", equalTo("draft_archived"));
  }
}
