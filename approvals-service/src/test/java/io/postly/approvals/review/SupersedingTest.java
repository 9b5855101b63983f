package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.TestEvents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the drafts service's events do to reviews. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SupersedingTest extends ReviewScenario {

  @Test
  void anEditOfTheContentEndsAnOpenReview() {
    UUID draft = drafted("One");
    String review = submitted(draft, 1);

    revised(draft, 2, "Two");

    approve(review, 1).statusCode(409).body("code", equalTo("review_not_open"));
    TestEvents.Published event = awaitEvent(draft, "superseded");
    assertEquals(review, event.data().get("review_id").asText());
    assertEquals(1, event.data().get("revision").asInt());
    assertEquals(hash("One"), event.data().get("content_hash").asText());
    assertFalse(event.data().hasNonNull("decided_by"));
    submit(draft, 2).statusCode(201);
  }

  @Test
  void anEditOfTheContentEndsAnApproval() {
    UUID draft = drafted("One");
    approve(submitted(draft, 1), 1).statusCode(200);

    revised(draft, 2, "Two");

    awaitEvent(draft, "superseded");
    assertEquals(List.of("open", "approved", "superseded"), toldStates(draft));
    reviewsOf(draft)
        .body("reviews.state", contains("superseded"))
        .body("reviews[0].decided_by.id", equalTo(approver.subjectId()));
  }

  @Test
  void whatWasSentBackStaysSo() {
    UUID draft = drafted("One");
    requestChanges(approver, submitted(draft, 1), 1, "Shorter").statusCode(200);

    revised(draft, 2, "Two");

    reviewsOf(draft).body("reviews.state", contains("changes_requested"));
  }

  @Test
  void aRevisionWithTheSameContentKeepsTheApproval() {
    UUID draft = drafted("Same");
    approve(submitted(draft, 1), 1).statusCode(200);

    revised(draft, 2, "Same", event -> event.put("labels", List.of("other")));

    reviewsOf(draft).body("reviews.state", contains("approved"));
  }

  @Test
  void aRevisionWithTheSameContentKeepsTheReviewOpen() {
    UUID draft = drafted("Same");
    String review = submitted(draft, 1);
    revised(draft, 2, "Same");

    approve(review, 1).statusCode(200).body("revision", equalTo(1));
  }

  @Test
  void goingBackToApprovedContentNeedsAnApprovalAgain() {
    UUID draft = drafted("One");
    approve(submitted(draft, 1), 1).statusCode(200);
    revised(draft, 2, "Two");
    revised(draft, 3, "One");

    reviewsOf(draft).body("reviews.state", contains("superseded"));
    submit(draft, 3).statusCode(201);
  }

  @Test
  void otherDraftsAreLeftAlone() {
    UUID draft = drafted("One");
    UUID other = drafted("One");
    submitted(draft, 1);
    submitted(other, 1);

    revised(draft, 2, "Two");

    reviewsOf(draft).body("reviews.state", contains("superseded"));
    reviewsOf(other).body("reviews.state", contains("open"));
  }

  @Test
  void anEventThatComesTwiceIsAppliedOnce() {
    UUID draft = drafted("One");
    UUID event = UUID.randomUUID();
    Map<String, Object> second = revision(draft, 2, "Two");

    for (int i = 0; i < 2; i++) {
      TestEvents.publish(
          event, "postly.drafts", "io.postly.draft.revised.v1", draft, workspace, second);
    }
    revised(draft, 3, "Three");

    assertEquals(
        3,
        PostlyBackends.count(
            "SELECT count(*) FROM content_revision WHERE draft_id = '%s'".formatted(draft)));
    submit(draft, 3).statusCode(201).body("text", equalTo("Three"));
  }

  @Test
  void eventsOfOtherTypesAndUnknownMembersDoNoHarm() {
    UUID draft = UUID.randomUUID();
    TestEvents.publish(
        "postly.drafts", "io.postly.draft.renamed.v1", draft, workspace, Map.of("x", 1));

    revised(draft, 1, "Hello", event -> event.put("mood", "cheerful"));

    submit(draft, 1).statusCode(201);
  }
}
