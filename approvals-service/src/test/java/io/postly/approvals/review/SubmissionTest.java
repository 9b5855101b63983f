package io.postly.approvals.review;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.action.identifier.Identifiers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class SubmissionTest extends ReviewScenario {

  @Test
  void opensAReviewOfThatRevision() {
    UUID draft = drafted("Hello");

    Requests.as(editor)
        .body(Map.of("draft_id", draft, "expected_revision", 1, "note", "For Monday"))
        .post(reviews)
        .then()
        .statusCode(201)
        .body("state", equalTo("open"))
        .body("draft_id", equalTo(draft.toString()))
        .body("revision", equalTo(1))
        .body("content_hash", equalTo(hash("Hello")))
        .body("text", equalTo("Hello"))
        .body("note", equalTo("For Monday"))
        .body("requested_by.id", equalTo(editor.subjectId()))
        .body("action.replayed", equalTo(false))
        .body("action.undo.by", equalTo("withdraw_review"))
        .body("action.next_step", containsString("list_reviews"));
  }

  @Test
  void tellsTheOtherServices() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    TestEvents.Published event = awaitEvent(draft, "open");

    assertEquals("io.postly.review.changed.v1", event.type());
    assertEquals(workspace, event.workspace());
    assertEquals(review, event.data().get("review_id").asText());
    assertEquals(hash("Hello"), event.data().get("content_hash").asText());
    assertEquals(CHANNEL.toString(), event.data().get("channel_ids").get(0).asText());
    assertEquals("mcp", event.data().get("requested_through").asText());
    assertEquals("mcp", event.data().get("authored_through").asText());
    assertFalse(event.data().hasNonNull("decided_by"));
  }

  @Test
  void onlyTheNewestRevisionCanBeSubmitted() {
    UUID draft = drafted("One");
    revised(draft, 2, "Two");

    submit(draft, 1)
        .statusCode(409)
        .body("code", equalTo("stale_revision"))
        .body("detail", containsString("revision 2"));
    submit(draft, 3).statusCode(409).body("code", equalTo("stale_revision"));
    submit(draft, 2).statusCode(201);
  }

  @Test
  void aDraftWithoutChannelsCannotBeSubmitted() {
    UUID draft =
        revised(UUID.randomUUID(), 1, "Hello", event -> event.put("channel_ids", List.of()));

    submit(draft, 1)
        .statusCode(409)
        .body("code", equalTo("draft_without_channels"))
        .body("category", equalTo("workflow"))
        .body("next_step", containsString("update_draft"));
  }

  @Test
  void theSameContentIsReviewedOnce() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    submit(draft, 1).statusCode(409).body("code", equalTo("review_already_open"));
    approve(review, 1).statusCode(200);
    submit(draft, 1).statusCode(409).body("code", equalTo("already_approved"));
  }

  @Test
  void aRelabelledDraftIsTheSameContent() {
    UUID draft = drafted("Hello");
    submitted(draft, 1);
    revised(draft, 2, "Hello", event -> event.put("labels", List.of("later")));

    submit(draft, 2).statusCode(409).body("code", equalTo("review_already_open"));
  }

  @Test
  void aRepeatedKeyedCallAnswersTheSameReview() {
    UUID draft = drafted("Hello");
    Map<String, Object> body = Map.of("draft_id", draft, "expected_revision", 1);

    String first =
        Requests.as(editor)
            .header("Idempotency-Key", "submit-" + draft)
            .body(body)
            .post(reviews)
            .path("id");
    Requests.as(editor)
        .header("Idempotency-Key", "submit-" + draft)
        .body(body)
        .post(reviews)
        .then()
        .statusCode(201)
        .body("id", equalTo(first))
        .body("action.replayed", equalTo(true));
    reviewsOf(draft).body("reviews", hasSize(1));
  }

  @Test
  void waitsForTheRevisionThatIsStillUnderWay() {
    UUID draft = drafted("One");
    publish(draft, revision(draft, 2, "Two"));

    submit(draft, 2).statusCode(201).body("text", equalTo("Two"));
  }

  @Test
  void waitsForADraftThatHasJustBeenMade() {
    UUID draft = Identifiers.next();
    publish(draft, revision(draft, 1, "New"));

    submit(draft, 1).statusCode(201).body("text", equalTo("New"));
  }

  @Test
  void allViolationsAreToldAtOnce() {
    Requests.as(editor)
        .body(Map.of("expected_revision", 0, "note", "n".repeat(2001)))
        .post(reviews)
        .then()
        .statusCode(400)
        .body("category", equalTo("validation"))
        .body("violations.field", containsInAnyOrder("draft_id", "expected_revision", "note"));
  }

  @Test
  void unknownMembersAreRefused() {
    UUID draft = drafted("Hello");

    Requests.as(editor)
        .body(Map.of("draft_id", draft, "expected_revision", 1, "approved", true))
        .post(reviews)
        .then()
        .statusCode(400)
        .body("violations.field", everyItem(equalTo("approved")));
  }

  @Test
  void viewersAndApproversDoNotSubmit() {
    UUID draft = drafted("Hello");

    submit(viewer, draft, 1).statusCode(403).body("code", equalTo("permission_denied"));
    submit(approver, draft, 1).statusCode(403).body("code", equalTo("permission_denied"));
  }

  @Test
  void theGrantMustHoldTheScope() {
    UUID draft = drafted("Hello");

    submit(Tokens.of(workspace, "editor").scopes("drafts:read", "approvals:read"), draft, 1)
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
  }

  @Test
  void anotherWorkspacesDraftDoesNotExist() {
    UUID draft = drafted("Secret");
    String other = "o-" + UUID.randomUUID();
    String theirs = "/api/v1/workspaces/" + other + "/reviews";
    Tokens stranger = Tokens.of(other, "admin");

    String existing = refusal(stranger, theirs, draft);
    String missing = refusal(stranger, theirs, UUID.randomUUID());
    String unreachable = refusal(stranger, reviews, draft);

    assertEquals(missing, existing);
    assertEquals("not_found", unreachable.split(" ", 2)[0]);
  }

  private static String refusal(Tokens person, String address, UUID draft) {
    var problem =
        Requests.as(person)
            .body(Map.of("draft_id", draft, "expected_revision", 1))
            .post(address)
            .then()
            .statusCode(404)
            .extract();
    return problem.path("code") + " " + problem.path("detail");
  }
}
