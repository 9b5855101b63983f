package io.postly.approvals.review;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class DecisionTest extends ReviewScenario {

  @Test
  void anApproverApprovesExactlyTheRevision() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    approve(review, 2).statusCode(409).body("code", equalTo("stale_revision"));
    approve(review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"))
        .body("revision", equalTo(1))
        .body("content_hash", equalTo(hash("Hello")))
        .body("decided_by.id", equalTo(approver.subjectId()))
        .body("action.undo.possible", equalTo(false))
        .body("action.next_step", containsString("schedule_post"));
    TestEvents.Published event = awaitEvent(draft, "approved");
    assertEquals(approver.subjectId(), event.data().get("decided_by").get("id").asText());
    assertEquals("console", event.data().get("decided_through").asText());
    assertEquals(List.of("open", "approved"), toldStates(draft));
  }

  /** A new label makes another revision of the draft, and leaves the review open. */
  @Test
  void whoeverNamesTheDraftsRevisionLearnsTheReviews() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    revised(draft, 2, "Hello");

    approve(review, 2)
        .statusCode(409)
        .body("code", equalTo("stale_revision"))
        .body("retryable", equalTo(false))
        .body(
            "next_step",
            equalTo(
                "The review is of revision 1. Show the person that content (list_reviews), and give 1."));

    approve(review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void aDecisionIsMadeOnce() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    approve(review, 1).statusCode(200);

    approve(review, 1).statusCode(409).body("code", equalTo("review_not_open"));
    requestChanges(approver, review, 1, "Too late")
        .statusCode(409)
        .body("code", equalTo("review_not_open"))
        .body("detail", containsString("approved"));
    reviewsOf(draft).body("reviews[0].state", equalTo("approved"));
  }

  @Test
  void aRepeatedKeyedApprovalIsAnsweredAgain() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    for (boolean replayed : new boolean[] {false, true}) {
      Requests.as(approver)
          .header("Idempotency-Key", "approve-" + review)
          .body(Map.of("expected_revision", 1))
          .post(reviews + "/" + review + "/approval")
          .then()
          .statusCode(200)
          .body("state", equalTo("approved"))
          .body("action.replayed", equalTo(replayed));
    }
  }

  @Test
  void askingForChangesSaysWhich() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    requestChanges(approver, review, 1, "Shorter, please")
        .statusCode(200)
        .body("state", equalTo("changes_requested"))
        .body("decision_note", equalTo("Shorter, please"))
        .body("action.next_step", containsString("update_draft"));
    TestEvents.Published event = awaitEvent(draft, "changes_requested");
    assertEquals("Shorter, please", event.data().get("note").asText());
    submit(draft, 1).statusCode(201);
    reviewsOf(draft).body("reviews", hasSize(2));
  }

  @Test
  void askingForChangesNeedsANote() {
    String review = submitted(drafted("Hello"), 1);

    requestChanges(approver, review, 1, " ")
        .statusCode(400)
        .body("violations[0].field", equalTo("note"));
    Requests.as(approver)
        .body(Map.of("expected_revision", 1))
        .post(reviews + "/" + review + "/change-request")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("note"));
  }

  @Test
  void changesAreRequestedOfTheRevisionThatWasJudged() {
    String review = submitted(drafted("Hello"), 1);

    requestChanges(approver, review, 2, "Shorter")
        .statusCode(409)
        .body("code", equalTo("stale_revision"));
  }

  @Test
  void theRevisionMayBeSaidByHeader() {
    String review = submitted(drafted("Hello"), 1);

    Requests.as(approver)
        .header("If-Match", "\"1\"")
        .body(Map.of())
        .post(reviews + "/" + review + "/approval")
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");
  }

  @Test
  void theRevisionMustBeSaid() {
    String review = submitted(drafted("Hello"), 1);

    Requests.as(approver)
        .body(Map.of())
        .post(reviews + "/" + review + "/approval")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("expected_revision"));
  }

  @Test
  void editorsDoNotDecide() {
    String review = submitted(drafted("Hello"), 1);

    approve(editor, review, 1).statusCode(403).body("code", equalTo("permission_denied"));
    requestChanges(editor, review, 1, "No")
        .statusCode(403)
        .body("code", equalTo("permission_denied"));
  }

  @Test
  void theGrantMustHoldTheScope() {
    String review = submitted(drafted("Hello"), 1);
    Tokens reading = Tokens.of(workspace, "approver").scopes("approvals:read");

    approve(reading, review, 1).statusCode(403).body("code", equalTo("insufficient_scope"));
  }

  @Test
  void nobodyDecidesOnWhatTheyWrote() {
    Tokens author = Tokens.of(workspace, "admin").subject("the-author");
    String review = submitted(drafted("Hello"), 1);

    approve(author, review, 1)
        .statusCode(409)
        .body("code", equalTo("self_approval"))
        .body("category", equalTo("workflow"))
        .body("next_step", containsString("in the console under Policy"));
    requestChanges(author, review, 1, "Hm")
        .statusCode(409)
        .body("code", equalTo("self_approval"))
        .body("next_step", startsWith("Change it with update_draft"));
    approve(admin, review, 1).statusCode(200);
  }

  @Test
  void nobodyDecidesOnWhatTheyAskedFor() {
    UUID draft = drafted("Hello");
    String review = submit(admin, draft, 1).statusCode(201).extract().path("id");

    approve(admin, review, 1).statusCode(409).body("code", equalTo("self_approval"));
    approve(review, 1).statusCode(200);
  }

  @Test
  void whoeverRelabelsDoesNotLendTheAuthorAName() {
    Tokens author = Tokens.of(workspace, "admin").subject("the-author");
    UUID draft = drafted("Hello");
    revised(draft, 2, "Hello", event -> event.put("authored_by", person("somebody-else")));
    String review = submitted(draft, 2);

    approve(author, review, 2).statusCode(409).body("code", equalTo("self_approval"));
  }

  @Test
  void whatOthersHaveApprovedIsNobodysOwnAnyMore() {
    Tokens author = Tokens.of(workspace, "admin").subject("the-author");
    UUID draft = drafted("One");
    approve(submitted(draft, 1), 1).statusCode(200);
    revised(draft, 2, "Two", event -> event.put("authored_by", person("somebody-else")));
    String review = submitted(draft, 2);

    approve(author, review, 2).statusCode(200);
  }

  @Test
  void anotherWorkspacesReviewDoesNotExist() {
    String review = submitted(drafted("Secret"), 1);
    String other = "o-" + UUID.randomUUID();
    Tokens stranger = Tokens.of(other, "admin");
    String theirs = "/api/v1/workspaces/" + other + "/reviews/";

    JsonPath existing = refusal(stranger, theirs + review + "/approval");
    JsonPath missing = refusal(stranger, theirs + UUID.randomUUID() + "/approval");
    JsonPath malformed = refusal(stranger, theirs + "no-uuid/approval");

    assertEquals("not_found", existing.getString("code"));
    assertEquals("not_found", malformed.getString("code"));
    assertEquals(missing.getString("detail"), existing.getString("detail"));
  }

  private static JsonPath refusal(Tokens person, String address) {
    return Requests.as(person)
        .body(Map.of("expected_revision", 1))
        .post(address)
        .then()
        .statusCode(404)
        .extract()
        .jsonPath();
  }
}
