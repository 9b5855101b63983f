package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What each action on reviews is undone by. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class UndoTest extends ReviewScenario {

  private static final String UNDO_ID = "action.undo.id";

  @Test
  void aRequestIsWithdrawnAndMadeAgainWithItsNote() {
    UUID draft = drafted("Hello");
    String submission =
        Requests.as(editor)
            .body(Map.of("draft_id", draft, "expected_revision", 1, "note", "For Friday"))
            .post(reviews)
            .then()
            .statusCode(201)
            .body(UNDO_ID, startsWith("approvals-"))
            .extract()
            .path(UNDO_ID);

    String withdrawal =
        undo(editor, submission)
            .statusCode(200)
            .body("undone.by", equalTo("withdraw_review"))
            .body("result.state", equalTo("withdrawn"))
            .extract()
            .path(UNDO_ID);
    String secondSubmission =
        undo(editor, withdrawal)
            .statusCode(200)
            .body("undone.by", equalTo("submit_for_approval"))
            .body("result.state", equalTo("open"))
            .body("result.note", equalTo("For Friday"))
            .extract()
            .path(UNDO_ID);
    undo(editor, secondSubmission).statusCode(200).body("result.state", equalTo("withdrawn"));
    reviewsOf(draft).body("reviews.state", contains("withdrawn", "withdrawn"));
  }

  @Test
  void aRequestThatWasDecidedStandsAndTheConflictSaysSo() {
    UUID draft = drafted("Hello");
    ValidatableResponse submission = submit(draft, 1).statusCode(201);
    String offer = submission.extract().path(UNDO_ID);
    approve(submission.extract().path("id"), 1).statusCode(200);

    undo(editor, offer)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", startsWith("Since then: approve_draft by " + workspace + " approver at "))
        .body("detail", containsString("The review is approved."));
    reviewsOf(draft).body("reviews.state", contains("approved"));
  }

  @Test
  void aWithdrawalIsNotUndoneForContentThatHasChangedSince() {
    UUID draft = drafted("One");
    String review = submitted(draft, 1);
    String offer =
        Requests.as(editor)
            .post(reviews + "/" + review + "/withdrawal")
            .then()
            .statusCode(200)
            .extract()
            .path(UNDO_ID);
    revised(draft, 2, "Two");

    undo(editor, offer)
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("retryable", equalTo(false))
        .body("detail", containsString("it is revision 2"));
  }

  @Test
  void aDecisionIsNotUndoneAndSaysWhatCanBeDone() {
    String review = submitted(drafted("Hello"), 1);

    String decision =
        approve(review, 1)
            .statusCode(200)
            .body("action.undo.possible", equalTo(false))
            .extract()
            .path("action.id");

    undo(approver, "approvals-" + decision)
        .statusCode(409)
        .body("code", equalTo("not_undoable"))
        .body("detail", containsString("withdraw_review"));
  }

  @Test
  void whoMayNotWithdrawUndoesNothing() {
    String offer = submit(drafted("Hello"), 1).statusCode(201).extract().path(UNDO_ID);

    undo(approver, offer).statusCode(403).body("code", equalTo("permission_denied"));
    undo(Tokens.of(workspace, "editor").scopes("workspace:read"), offer)
        .statusCode(403)
        .body("code", equalTo("insufficient_scope"));
    undo(editor, offer).statusCode(200);
  }

  private ValidatableResponse undo(Tokens person, String offer) {
    return Requests.as(person).post("/api/v1/workspaces/" + workspace + "/undo/" + offer).then();
  }
}
