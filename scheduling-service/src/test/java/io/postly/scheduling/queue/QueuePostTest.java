package io.postly.scheduling.queue;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which slots posts get, and who else may have them. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class QueuePostTest extends QueueScenario {

  @Test
  void shouldTakeTheNextFreeSlotOfEachChannel() {
    UUID first = channelWithSlots("First");
    UUID second = channelWithSlots("Second");
    queued("Early", first);

    queue(draft("Hello", first, second))
        .statusCode(201)
        .body("publications[0].due_at", equalTo(slot(2).toString()))
        .body("publications[1].due_at", equalTo(slot(1).toString()))
        .body("publications[0].state", equalTo("planned"))
        .body("publications[0].queued", equalTo(true))
        .body("action.undo.by", equalTo("cancel_post"))
        .body("action.undo.until", equalTo(slot(1).toString()));
  }

  @Test
  void shouldAwaitApprovalAsWithAnyTime() {
    Draft draft = Draft.in(workspace, channelWithSlots("One"));
    content.revised(draft, 1, "Hello");

    queue(draft)
        .statusCode(201)
        .body("publications[0].state", equalTo("awaiting_approval"))
        .body("action.next_step", containsString("approve"));
  }

  @Test
  void shouldLeaveOutSlotsAtWhichSomethingElseGoesOut() {
    UUID channel = channelWithSlots("One");
    schedule(wanted(draft("Hello", channel), 1, slot(1))).statusCode(201);

    assertEquals(slot(2), dueAt(queued("Hello again", channel)));
  }

  @Test
  void shouldSayWhichChannelHasNoSlot() {
    UUID with = channelWithSlots("With");
    UUID without = sandbox("Without");

    queue(draft("Hello", with, without))
        .statusCode(409)
        .body("code", equalTo("no_free_slot"))
        .body("violations.size()", equalTo(1))
        .body("violations[0].field", equalTo("channel_ids"))
        .body("violations[0].message", containsString(without.toString()));
  }

  @Test
  void shouldSayThatAQueueIsFull() {
    UUID channel = channelWithSlots("One");
    execute(
        """
        INSERT INTO publication (id, workspace, draft_id, channel_id, network, state, revision, content_hash, due_at,
          requested_by, requested_by_name, requested_through, requested_at, changed_at, attempt, queued)
        SELECT gen_random_uuid(), '%s', gen_random_uuid(), '%s', 'sandbox', 'planned', 1, 'hash',
          now() + n * interval '1 hour', 'p', 'P', 'mcp', now(), now(), 0, true
        FROM generate_series(1, 200) n
        """
            .formatted(workspace, channel));

    queue(draft("One more", channel))
        .statusCode(409)
        .body("code", equalTo("no_free_slot"))
        .body("violations[0].message", containsString("holds 200 posts, as many as it may"));
  }

  @Test
  void shouldFreeTheSlotOfACancelledPostAndGiveItBack() {
    UUID channel = channelWithSlots("One");
    UUID early = queued("Early", channel);
    UUID late = queued("Late", channel);

    ValidatableResponse cancelled = cancel(early);
    undo(cancelled)
        .statusCode(200)
        .body("result.publications[0].due_at", equalTo(slot(1).toString()))
        .body("result.publications[0].queued", equalTo(true));
    ValidatableResponse cancelledLate = cancel(late);
    assertEquals(slot(2), dueAt(queued("Other", channel)));

    undo(cancelledLate)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("Another post has the slot by now."));
  }

  @Test
  void shouldLeaveTheQueueForANamedTimeAndComeBack() {
    UUID channel = channelWithSlots("One");
    UUID post = queued("Hello", channel);

    ValidatableResponse moved =
        Requests.as(editor)
            .body(Map.of("publish_at", slot(3).plusSeconds(60).toString()))
            .put(path("/publications/" + post + "/time"))
            .then()
            .statusCode(200)
            .body("publication.queued", equalTo(false));
    assertEquals(0, queueOf(channel).get("waiting").asInt());

    undo(moved).statusCode(200).body("result.publication.queued", equalTo(true));
    assertEquals(slot(1), dueAt(post));
  }

  @Test
  void shouldComeBackToItsOwnSlotFromTheSameTime() {
    UUID post = queued("Hello", channelWithSlots("One"));
    ValidatableResponse moved =
        Requests.as(editor)
            .body(Map.of("publish_at", slot(1).toString()))
            .put(path("/publications/" + post + "/time"))
            .then()
            .statusCode(200)
            .body("publication.queued", equalTo(false));

    undo(moved).statusCode(200).body("result.publication.queued", equalTo(true));

    assertEquals(slot(1), dueAt(post));
  }

  @Test
  void shouldKeepTheConfirmedTimeOrAskAnew() {
    UUID channel = channelWithSlots("One");
    Draft draft = draft("Hello", channel);
    Tokens chat = Tokens.of(workspace, "editor").client("chat");
    ValidatableResponse asked =
        queueAs(chat, draft)
            .statusCode(428)
            .body("confirmation.summary", containsString("Queue on \u201cOne\u201d for "));
    String summary = asked.extract().path("confirmation.summary");
    confirm(asked.extract().path("confirmation.id"));
    UUID quicker = queued("Quicker", channel);

    queueAs(chat, draft).statusCode(428).body("confirmation.summary", not(equalTo(summary)));
    cancel(quicker);

    queueAs(chat, draft)
        .statusCode(201)
        .body("publications[0].due_at", equalTo(slot(1).toString()));
  }

  private void confirm(String id) {
    String hash =
        Requests.as(person.client("postly-console"))
            .get(path("/confirmations/" + id))
            .then()
            .statusCode(200)
            .extract()
            .path("content_hash");
    Requests.as(person.client("postly-console"))
        .body(Map.of("content_hash", hash))
        .post(path("/confirmations/" + id + "/confirm"))
        .then()
        .statusCode(200);
  }

  private enum WhoIsFirst {
    FIRST,
    SECOND
  }

  @Test
  void shouldNeverGiveTwoPeopleTheSameSlot() {
    UUID channel = channelWithSlots("One");
    Race.run(
        10,
        WhoIsFirst.class,
        race -> {
          Draft one = draft("One " + UUID.randomUUID(), channel);
          Draft other = draft("Other " + UUID.randomUUID(), channel);

          Race.Finish<Instant, Instant> finish =
              race.between(() -> slotOf(one), () -> slotOf(other));

          assertNotEquals(finish.first(), finish.second());
          assertEquals(BETWEEN_SLOTS, Duration.between(finish.first(), finish.second()).abs());
          return finish.first().isBefore(finish.second()) ? WhoIsFirst.FIRST : WhoIsFirst.SECOND;
        });
  }

  private Instant slotOf(Draft draft) {
    return Instant.parse(queue(draft).statusCode(201).extract().path("publications[0].due_at"));
  }

  @Test
  void shouldHaveTheDatabaseRefuseASecondPostInASlot() {
    UUID channel = channelWithSlots("One");
    UUID first = queued("One", channel);
    UUID second = queued("Two", channel);

    assertThrows(
        IllegalStateException.class,
        () ->
            execute(
                "UPDATE publication SET due_at = '%s' WHERE id = '%s'"
                    .formatted(dueAt(first), second)));
  }
}
