package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.approvals.content.Contents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What time does to open reviews. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DeadlinesTest extends ReviewScenario {

  private static final Duration A_DAY = Duration.ofHours(24).plusMinutes(1);
  private static final Duration TWO_WEEKS = Duration.ofDays(14).plusMinutes(1);

  @Inject ReviewDeadlines deadlines;
  @Inject Contents contents;

  @Test
  void nothingHappensBeforeTheTime() {
    UUID draft = drafted("Hello");
    submitted(draft, 1);
    clock.advance(Duration.ofHours(23));

    deadlines.meet();

    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].reminded_at", nullValue());
  }

  @Test
  void anOpenReviewIsRemindedOfOnce() {
    setPolicy(policy -> policy.put("required_reviewers", List.of("bo")));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    clock.advance(A_DAY);

    deadlines.meet();
    clock.advance(A_DAY);
    deadlines.meet();

    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].reminded_at", notNullValue());
    TestEvents.Published event =
        TestEvents.await("postly.approvals", published -> isReminder(published, draft));
    assertEquals(review, event.data().get("review_id").asText());
    assertEquals(1, event.data().get("approvals_missing").asInt());
    assertEquals("bo", event.data().get("next_reviewer").asText());
    withdrawAndAwait(draft, review);
    assertEquals(1, reminders(draft));
  }

  @Test
  void anOpenReviewExpires() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    clock.advance(TWO_WEEKS);

    deadlines.meet();

    reviewsOf(draft)
        .body("reviews[0].state", equalTo("expired"))
        .body("reviews[0].decided_by", nullValue());
    TestEvents.Published event = awaitEvent(draft, "expired");
    assertEquals(review, event.data().get("review_id").asText());
    assertFalse(event.data().has("decided_by"));
    assertEquals(List.of("open", "expired"), toldStates(draft));
    assertEquals(0, reminders(draft));
    approve(review, 1).statusCode(409).body("code", equalTo("review_not_open"));
    submit(draft, 1).statusCode(201);
  }

  @Test
  void aDecisionAfterTheTimeIsLateEvenBeforeTheReviewIsEnded() {
    String review = submitted(drafted("Hello"), 1);
    clock.advance(TWO_WEEKS);

    approve(review, 1)
        .statusCode(409)
        .body("code", equalTo("review_not_open"))
        .body("detail", containsString("expired"));
  }

  @Test
  void whatWasDecidedDoesNotExpire() {
    UUID draft = drafted("Hello");
    approve(submitted(draft, 1), 1).statusCode(200);
    clock.advance(TWO_WEEKS);

    deadlines.meet();

    reviewsOf(draft)
        .body("reviews.state", contains("approved"))
        .body("reviews[0].reminded_at", nullValue());
  }

  @Test
  void aPolicyCanDoWithoutBoth() {
    setPolicy(
        policy -> {
          policy.remove("reminder_after_hours");
          policy.remove("expires_after_hours");
        });
    UUID draft = drafted("Hello");
    submit(draft, 1).statusCode(201).body("expires_at", nullValue());
    clock.advance(Duration.ofDays(400));

    deadlines.meet();

    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].reminded_at", nullValue());
  }

  @Test
  void aReviewExpiresByThePolicyThatItKeeps() {
    setPolicy(policy -> policy.put("expires_after_hours", 2));
    UUID draft = drafted("Hello");
    submitted(draft, 1);
    setPolicy(policy -> policy.put("expires_after_hours", 2160));
    UUID later = drafted("Later");
    submitted(later, 1);
    clock.advance(Duration.ofHours(3));

    deadlines.meet();

    reviewsOf(draft).body("reviews.state", contains("expired"));
    reviewsOf(later).body("reviews.state", contains("open"));
  }

  @Test
  void severalReplicasEndAReviewOnce() {
    UUID draft = drafted("Hello");
    submitted(draft, 1);
    clock.advance(TWO_WEEKS);

    List<CompletableFuture<Void>> rounds =
        Stream.generate(() -> CompletableFuture.runAsync(deadlines::meet)).limit(4).toList();
    rounds.forEach(CompletableFuture::join);
    deadlines.meet();

    awaitEvent(draft, "expired");
    assertEquals(List.of("open", "expired"), toldStates(draft));
  }

  @Test
  void aDraftThatIsLockedIsLeftForTheNextRound() {
    UUID draft = drafted("Hello");
    submitted(draft, 1);
    clock.advance(TWO_WEEKS);

    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              contents.lock(draft);
              CompletableFuture.runAsync(deadlines::meet).join();
            });

    reviewsOf(draft).body("reviews.state", contains("open"));
    deadlines.meet();
    reviewsOf(draft).body("reviews.state", contains("expired"));
  }

  private void withdrawAndAwait(UUID draft, String review) {
    Requests.as(editor).post(reviews + "/" + review + "/withdrawal").then().statusCode(200);
    awaitEvent(draft, "withdrawn");
  }

  private static long reminders(UUID draft) {
    return TestEvents.all("postly.approvals").stream()
        .filter(event -> isReminder(event, draft))
        .count();
  }

  private static boolean isReminder(TestEvents.Published event, UUID draft) {
    return event.type().equals(ReviewReminded.TYPE) && event.key().equals(draft.toString());
  }
}
