package io.postly.scheduling.queue;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.postly.scheduling.publication.PublicationLedger;
import io.postly.scheduling.publication.PublicationLedger.Claim;
import io.postly.scheduling.work.Batch;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What waits in a queue, in which order, and when it waits longer. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class QueueTest extends QueueScenario {

  @Inject PublicationLedger ledger;

  @Test
  void shouldShowEachQueueInOrder() {
    UUID channel = channelWithSlots("One");
    sandbox("Two");
    UUID first = queued("First", channel);
    UUID second = queued("Second", channel);

    JsonNode queue = queueOf(channel);
    assertEquals(List.of(first, second), ids(queue));
    assertEquals(2, queue.get("waiting").asInt());
    assertFalse(queue.get("paused").asBoolean());
    assertEquals(slot(3).toString(), queue.at("/next_free/0/at").asText());
    Requests.as(viewer)
        .get(path("/queues"))
        .then()
        .statusCode(200)
        .body("time_zone", equalTo("UTC"))
        .body("queues.channel_name", containsInAnyOrder("One", "Two"))
        .body("queues.find { it.channel_name == 'Two' }.next_free.size()", equalTo(0));
    Requests.as(viewer)
        .queryParam("channel_id", UUID.randomUUID())
        .get(path("/queues"))
        .then()
        .statusCode(404);
  }

  @Test
  void shouldReorderWithinTheSameSlotsAndBack() {
    UUID channel = channelWithSlots("One");
    UUID first = queued("First", channel);
    UUID second = queued("Second", channel);
    UUID third = queued("Third", channel);
    String fingerprint = queueOf(channel).get("fingerprint").asText();

    ValidatableResponse reordered =
        reorder(channel, fingerprint, List.of(third, first, second)).statusCode(200);

    assertEquals(List.of(third, first, second), ids(queueOf(channel)));
    assertEquals(
        List.of(slot(1), slot(2), slot(3)), List.of(dueAt(third), dueAt(first), dueAt(second)));
    undo(reordered).statusCode(200);
    assertEquals(List.of(first, second, third), ids(queueOf(channel)));
  }

  @Test
  void shouldNotReorderWhatHasChangedSinceItWasRead() {
    UUID channel = channelWithSlots("One");
    UUID first = queued("First", channel);
    UUID second = queued("Second", channel);
    String fingerprint = queueOf(channel).get("fingerprint").asText();
    UUID third = queued("Third", channel);

    reorder(channel, fingerprint, List.of(second, first))
        .statusCode(409)
        .body("code", equalTo("stale_queue"));
    reorder(
            channel,
            queueOf(channel).get("fingerprint").asText(),
            List.of(third, UUID.randomUUID(), third))
        .statusCode(400)
        .body(
            "violations.field",
            containsInAnyOrder("publication_ids[1]", "publication_ids[2]", "publication_ids"));
  }

  @Test
  void shouldLetAssistantsReorderOnceAPersonHasSeenTheTimes() {
    UUID channel = channelWithSlots("One");
    UUID first = queued("First", channel);
    UUID second = queued("Second", channel);

    reorderAs(
            Tokens.of(workspace, "editor").client("chat"),
            channel,
            queueOf(channel).get("fingerprint").asText(),
            List.of(second, first))
        .statusCode(428)
        .body("confirmation.summary", containsString("Reorder the queue of \u201cOne\u201d: "))
        .body("confirmation.content.text", equalTo(List.of("Second", "First")));
    assertEquals(List.of(first, second), ids(queueOf(channel)));
  }

  @Test
  void shouldHoldQueuedPostsBackWhileItIsPausedAndNoOthers() {
    forgetPublications();
    UUID channel = channelWithSlots("One");
    UUID queued = queued("Queued", channel);
    UUID planned = scheduled(draft("Planned", channel), BETWEEN_SLOTS);
    ValidatableResponse paused = pause(channel).statusCode(200).body("queue.paused", equalTo(true));
    pause(channel).statusCode(200).body("action.undo.possible", equalTo(false));

    clock.advance(BETWEEN_SLOTS.plusMinutes(1));

    assertEquals(List.of(planned), claimed());
    clock.advance(Duration.ofHours(2));
    ledger.missOverdue(Batch.of(100));
    assertEquals("planned", stateOf(queued));
    assertEquals(List.of(queued), ids(queueOf(channel)));
    undo(paused).statusCode(200).body("result.queue.paused", equalTo(false));
    assertEquals(slot(1), dueAt(queued));
  }

  @Test
  void shouldNotBeginWhatWasClaimedBeforeThePause() {
    forgetPublications();
    UUID channel = channelWithSlots("One");
    UUID queued = queued("Queued", channel);
    clock.advance(Duration.between(clock.instant(), slot(1)).plusMinutes(1));
    Claim claim = ledger.claim(10).getFirst();

    pause(channel).statusCode(200);

    assertEquals(Optional.empty(), ledger.begin(claim));
    assertEquals("planned", stateOf(queued));
    assertEquals(List.of(), claimed());
  }

  @Test
  void shouldMovePassedPostsToTheNextFreeSlotsInOrder() {
    UUID channel = channelWithSlots("One");
    UUID first = queued("First", channel);
    UUID second = queued("Second", channel);
    UUID third = queued("Third", channel);
    pause(channel).statusCode(200);
    clock.advance(BETWEEN_SLOTS.multipliedBy(2));

    ValidatableResponse resumed =
        resume(channel).statusCode(200).body("queue.paused", equalTo(false));

    assertEquals(slot(1), dueAt(third));
    assertEquals(slot(2), dueAt(first));
    assertEquals(slot(3), dueAt(second));
    assertEquals(List.of(third, first, second), ids(queueOf(channel)));
    undo(resumed).statusCode(200).body("result.queue.paused", equalTo(true));
    resume(channel).statusCode(200);
    resume(channel).statusCode(200).body("action.undo.possible", equalTo(false));
  }

  @Test
  void shouldPlanWhatIsApprovedInAPausedQueueWhateverItsSlotWas() {
    UUID channel = channelWithSlots("One");
    Draft draft = Draft.in(workspace, channel);
    content.revised(draft, 1, "Hello");
    UUID post = UUID.fromString(queue(draft).statusCode(201).extract().path("publications[0].id"));
    pause(channel).statusCode(200);
    clock.advance(BETWEEN_SLOTS.plusHours(1));
    ledger.missOverdue(Batch.of(100));

    content.approvedAt(draft, 1, "Hello", clock.instant());

    assertEquals("planned", stateOf(post));
    resume(channel).statusCode(200);
    assertTrue(dueAt(post).isAfter(clock.instant()));
  }

  @ParameterizedTest
  @CsvSource({
    "send, 30, planned, ",
    "send, 61, missed, approved_too_late",
    "hold, 30, on_hold, time_passed",
    "skip, 30, missed, approved_too_late",
    "skip, 5, planned, "
  })
  void shouldDoWhatTheWorkspaceWantsWithWhatIsApprovedAfterItsSlot(
      String choice, int minutesLate, String state, String reason) {
    wantMissedPosts(choice);
    UUID channel = channelWithSlots("One");
    Draft draft = Draft.in(workspace, channel);
    content.revised(draft, 1, "Hello");
    UUID post = UUID.fromString(queue(draft).statusCode(201).extract().path("publications[0].id"));

    content.approvedAt(draft, 1, "Hello", dueAt(post).plus(Duration.ofMinutes(minutesLate)));

    assertEquals(state, stateOf(post));
    assertEquals(reason, shown(post).get("reason"));
  }

  private void wantMissedPosts(String choice) {
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
                choice))
        .put(path("/publishing-rules"))
        .then()
        .statusCode(200);
  }

  @Test
  void shouldStayPausedWithoutSlotsForWhatHasPassed() {
    UUID channel = channelWithSlots("One");
    queued("First", channel);
    pause(channel).statusCode(200);
    setSlots(channel, 1, List.of()).statusCode(200);
    clock.advance(BETWEEN_SLOTS);

    resume(channel).statusCode(409).body("code", equalTo("no_free_slot"));

    assertTrue(queueOf(channel).get("paused").asBoolean());
  }

  /** A rule of the workspace has taken its slot away; a person gives it another time. */
  @Test
  void shouldLeaveWhatIsHeldAsLateAloneWhenItGoesOn() {
    forgetPublications();
    UUID channel = channelWithSlots("One");
    wantMissedPosts("hold");
    UUID late = queued("Late", channel);
    clock.advance(BETWEEN_SLOTS.plusMinutes(7));
    ledger.missOverdue(Batch.of(100));
    assertEquals("time_passed", shown(late).get("reason"));

    pause(channel).statusCode(200).body("queue.waiting", equalTo(0));
    resume(channel).statusCode(200);

    assertEquals("time_passed", shown(late).get("reason"));
    Requests.as(editor)
        .body(Map.of("publish_at", clock.instant().plusSeconds(60).toString()))
        .put(path("/publications/" + late + "/time"))
        .then()
        .statusCode(200)
        .body("publication.state", equalTo("planned"));
  }

  @Test
  void shouldNotTakeAPauseBackThatSomebodyHasMadeAnew() {
    UUID channel = channelWithSlots("One");
    ValidatableResponse first = pause(channel).statusCode(200);
    resume(channel).statusCode(200);
    clock.advance(Duration.ofSeconds(1));
    ValidatableResponse second = pause(channel).statusCode(200);

    undo(first)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("paused anew"));

    assertTrue(queueOf(channel).get("paused").asBoolean());
    undo(second).statusCode(200).body("result.queue.paused", equalTo(false));
  }

  @Test
  void shouldSayThatTheQueueIsPausedWhereAPostIsQueued() {
    UUID channel = channelWithSlots("One");
    pause(channel).statusCode(200);

    queue(draft("Hello", channel))
        .statusCode(201)
        .body("action.next_step", containsString("paused on one channel"))
        .body("action.next_step", containsString("until a person lets the queue go on"));

    Requests.as(editor)
        .body(
            Map.of(
                "posts",
                List.of(
                    Map.of(
                        "draft_id",
                        draft("Planned", channel).id(),
                        "expected_revision",
                        1,
                        "publish_at",
                        "queue"))))
        .post(path("/publications/plan"))
        .then()
        .statusCode(200)
        .body("action.next_step", containsString("paused on one channel"));
  }

  @Test
  void shouldShowAPersonNoOtherSlotsWhereNoneAreGiven() {
    UUID channel = channelWithSlots("One");
    pause(channel).statusCode(200);

    Requests.as(Tokens.of(workspace, "editor").client("chat"))
        .post(path("/queues/" + channel + "/resume"))
        .then()
        .statusCode(428)
        .body("confirmation.summary", equalTo("Let the queue of \u201cOne\u201d go on"));
  }

  private List<UUID> claimed() {
    return ledger.claim(100).stream().map(Claim::publicationId).toList();
  }

  private ValidatableResponse reorder(UUID channel, String fingerprint, List<UUID> order) {
    return reorderAs(editor, channel, fingerprint, order);
  }

  private ValidatableResponse reorderAs(
      Tokens caller, UUID channel, String fingerprint, List<UUID> order) {
    return Requests.as(caller)
        .body(Map.of("expected_fingerprint", fingerprint, "publication_ids", order))
        .put(path("/queues/" + channel + "/order"))
        .then();
  }

  private static List<UUID> ids(JsonNode queue) {
    return queue
        .get("posts")
        .valueStream()
        .map(post -> UUID.fromString(post.get("id").asText()))
        .toList();
  }
}
