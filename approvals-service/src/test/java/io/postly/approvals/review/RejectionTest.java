package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class RejectionTest extends ReviewScenario {

  @Test
  void whatIsRejectedIsNotToGoOut() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    reject(approver, review, 1, "Not our style")
        .statusCode(200)
        .body("state", equalTo("rejected"))
        .body("decision_note", equalTo("Not our style"))
        .body("decided_by.id", equalTo(approver.subjectId()))
        .body("action.undo.possible", equalTo(false))
        .body("action.next_step", containsString("archive_draft"));

    TestEvents.Published event = awaitEvent(draft, "rejected");
    assertEquals("Not our style", event.data().get("note").asText());
    assertEquals(approver.subjectId(), event.data().get("decided_by").get("id").asText());
    approve(admin, review, 1).statusCode(409).body("code", equalTo("review_not_open"));
    revised(draft, 2, "Two");
    reviewsOf(draft).body("reviews.state", contains("rejected"));
  }

  @Test
  void aRejectionNeedsANote() {
    String review = submitted(drafted("Hello"), 1);

    reject(approver, review, 1, " ").statusCode(400).body("violations[0].field", equalTo("note"));
    Requests.as(approver)
        .body(Map.of("expected_revision", 1))
        .post(reviews + "/" + review + "/rejection")
        .then()
        .statusCode(400)
        .body("violations[0].field", equalTo("note"));
  }

  @Test
  void aRejectionIsOfTheRevisionThatWasJudged() {
    String review = submitted(drafted("Hello"), 1);

    reject(approver, review, 2, "No").statusCode(409).body("code", equalTo("stale_revision"));
  }

  @Test
  void nobodyRejectsWithoutTheRoleAndWhatIsTheirOwn() {
    String review = submitted(drafted("Hello"), 1);
    Tokens author = Tokens.of(workspace, "approver").subject("the-author");

    reject(editor, review, 1, "No").statusCode(403).body("code", equalTo("permission_denied"));
    reject(author, review, 1, "No").statusCode(409).body("code", equalTo("self_approval"));
    Requests.as(Tokens.of("elsewhere", "admin"))
        .body(Map.of("expected_revision", 1, "note", "No"))
        .post("/api/v1/workspaces/elsewhere/reviews/" + review + "/rejection")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }
}
