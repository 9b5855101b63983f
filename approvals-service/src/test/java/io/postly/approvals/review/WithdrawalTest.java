package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostlyBackends.class)
class WithdrawalTest extends ReviewScenario {

  @Test
  void aRequestIsTakenBackAndCanBeMadeAgain() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    withdraw(editor, review)
        .statusCode(200)
        .body("state", equalTo("withdrawn"))
        .body("action.undo.by", equalTo("submit_for_approval"));

    approve(review, 1).statusCode(409).body("code", equalTo("review_not_open"));
    awaitEvent(draft, "withdrawn");
    assertEquals(List.of("open", "withdrawn"), toldStates(draft));
    submit(draft, 1).statusCode(201);
    reviewsOf(draft).body("reviews.state", contains("open", "withdrawn"));
  }

  @Test
  void anApprovalIsTakenBackAndTheOthersAreTold() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    approve(review, 1).statusCode(200);

    withdraw(editor, review)
        .statusCode(200)
        .body("state", equalTo("withdrawn"))
        .body("decided_by.id", equalTo(approver.subjectId()))
        .body("action.undo.possible", equalTo(false));

    TestEvents.Published event = awaitEvent(draft, "withdrawn");
    assertEquals(review, event.data().get("review_id").asText());
  }

  @Test
  void whoGaveAnApprovalByMistakeTakesItBack() {
    String review = submitted(drafted("Hello"), 1);
    approve(review, 1)
        .statusCode(200)
        .body("action.undo.reason", containsString("can withdraw it (withdraw_review"));

    withdraw(Tokens.of(workspace, "approver").subject("another-approver"), review)
        .statusCode(403)
        .body("code", equalTo("permission_denied"))
        .body("detail", containsString("only what you have approved"));
    withdraw(approver, review).statusCode(200).body("state", equalTo("withdrawn"));
  }

  @Test
  void whoHasApprovedNeedNotWaitForTheOthersToTakeItBack() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    String review = submitted(drafted("Hello"), 1);
    withdraw(approver, review).statusCode(403).body("code", equalTo("permission_denied"));
    approve(review, 1).statusCode(200).body("state", equalTo("open"));

    withdraw(approver, review).statusCode(200).body("state", equalTo("withdrawn"));
  }

  /** Readers of events take what is dated later for what holds. */
  @Test
  void aWithdrawalIsLaterThanItsApprovalWhateverTheReplicasClocksSay() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    clock.advance(Duration.ofSeconds(30));
    approve(review, 1).statusCode(200);
    clock.reset();

    withdraw(editor, review).statusCode(200);

    assertTrue(at(awaitEvent(draft, "withdrawn")).isAfter(at(awaitEvent(draft, "approved"))));
  }

  @Test
  void aWithdrawnApprovalExcusesNobodyFromTheNextOne() {
    UUID draft = revised(UUID.randomUUID(), 1, "By the approver", authoredBy(approver));
    String review = submitted(draft, 1);
    approve(admin, review, 1).statusCode(200);
    withdraw(editor, review).statusCode(200);

    revised(draft, 2, "By someone else");

    approve(submitted(draft, 2), 2).statusCode(409).body("code", equalTo("self_approval"));
  }

  @Test
  void whatHasEndedCannotBeTakenBack() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    requestChanges(approver, review, 1, "Shorter, please").statusCode(200);

    withdraw(editor, review).statusCode(409).body("code", equalTo("review_not_open"));
  }

  @Test
  void viewersAndStrangersTakeNothingBack() {
    String review = submitted(drafted("Hello"), 1);

    withdraw(viewer, review).statusCode(403).body("code", equalTo("permission_denied"));
    Requests.as(Tokens.of("elsewhere", "admin"))
        .post("/api/v1/workspaces/elsewhere/reviews/" + review + "/withdrawal")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"));
  }

  private static Instant at(TestEvents.Published event) {
    return Instant.parse(event.data().get("at").asText());
  }

  private static Consumer<Map<String, Object>> authoredBy(Tokens author) {
    return event -> event.put("authored_by", person(author.subjectId()));
  }

  private ValidatableResponse withdraw(Tokens person, String review) {
    return Requests.as(person).post(reviews + "/" + review + "/withdrawal").then();
  }
}
