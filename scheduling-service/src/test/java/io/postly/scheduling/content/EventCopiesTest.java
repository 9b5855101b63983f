package io.postly.scheduling.content;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.scheduling.SchedulingScenario;
import io.postly.scheduling.content.ContentFixture.Draft;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The copies as the broker brings them. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class EventCopiesTest extends SchedulingScenario {

  @Test
  void shouldFollowADraftAndItsReviewsThroughTheBroker() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    UUID revisionEvent = revise(draft, 1, "Hello");
    UUID review = UUID.randomUUID();
    review(draft, review, "approved");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                schedule(wanted(draft, 1, clock.instant().plus(Duration.ofDays(1))))
                        .extract()
                        .statusCode()
                    == 201);
    UUID id = publicationOf(draft);
    awaitState(id, "planned");

    TestEvents.publish(
        revisionEvent,
        "postly.drafts",
        ContentFixture.DRAFT_REVISED,
        draft.id(),
        workspace,
        ContentFixture.revisedData(draft, 1, "Hello"));
    revise(draft, 2, "Hello again");

    awaitState(id, "on_hold");
    assertEquals("content_changed", shown(id).get("reason"));
  }

  /** As a drafts service would say it that was restored without the others, and counts on. */
  @Test
  void shouldNotTakeAnotherContentForARevisionThatItKnows() {
    Draft draft = Draft.in(workspace, sandbox("One"));
    revise(draft, 1, "Hello");

    UUID again = revise(draft, 1, "Another beginning");

    TestEvents.Published dead =
        TestEvents.await("postly.dead-letters", event -> event.id().equals(again));
    assertEquals(draft.id().toString(), dead.key());
  }

  private UUID revise(Draft draft, int revision, String text) {
    return TestEvents.publish(
        "postly.drafts",
        ContentFixture.DRAFT_REVISED,
        draft.id(),
        workspace,
        ContentFixture.revisedData(draft, revision, text));
  }

  private void review(Draft draft, UUID reviewId, String state) {
    TestEvents.publish(
        "postly.approvals",
        ContentFixture.REVIEW_CHANGED,
        draft.id(),
        workspace,
        ContentFixture.reviewData(draft, reviewId, 1, "Hello", state));
  }

  private UUID publicationOf(Draft draft) {
    return UUID.fromString(
        Requests.as(viewer)
            .get(path("/calendar"))
            .then()
            .extract()
            .path("publications.find { it.draft_id == '" + draft.id() + "' }.id"));
  }

  private void awaitState(UUID id, String state) {
    await().atMost(Duration.ofSeconds(20)).until(() -> stateOf(id).equals(state));
  }
}
