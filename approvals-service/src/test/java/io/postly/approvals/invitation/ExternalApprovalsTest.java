package io.postly.approvals.invitation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the verdicts of people from outside come to, by the policy that the review keeps. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ExternalApprovalsTest extends InvitationScenario {

  @Test
  void byDefaultTheyAreShownAndCountForNothing() {
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    Invited approving = invited(review);
    Invited asking = invited(review);

    approveFromOutside(approving, entered(approving)).then().statusCode(303);
    requestChangesFromOutside(asking, entered(asking), "Shorter").then().statusCode(303);

    listed(review)
        .body("invitations.verdict.decision", contains("changes_requested", "approved"))
        .body("invitations.verdict.counted", contains(false, false));
    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].approvals", hasSize(0))
        .body("reviews[0].decision_note", nullValue())
        .body(not(containsString(GUEST)))
        .body(not(containsString("Shorter")));
    assertEquals(List.of("open"), told(draft));
    approve(review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void anApprovalThatCountsIsOneOfThoseNeeded() {
    count(2);
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    Invited invited = invited(review);

    approveFromOutside(invited, entered(invited)).then().statusCode(303);

    listed(review).body("invitations[0].verdict.counted", equalTo(true));
    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].approvals_missing", equalTo(1))
        .body("reviews[0].approvals[0].by.id", equalTo("external:" + invited.id()))
        .body("reviews[0].approvals[0].by.name", equalTo(GUEST + " (external)"));
    approve(review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"))
        .body("approvals", hasSize(2));
    awaitState(draft, "approved");
    assertEquals(List.of("open", "open", "approved"), told(draft));
  }

  @Test
  void anApprovalFromOutsideMayBeTheLastOfThoseNeeded() {
    count(2);
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    Invited invited = invited(review);
    approve(inConsole("admin"), review, 1).statusCode(200).body("state", equalTo("open"));

    approveFromOutside(invited, entered(invited)).then().statusCode(303);

    reviewsOf(draft).body("reviews[0].state", equalTo("approved"));
    TestEvents.Published event = awaitState(draft, "approved");
    assertEquals("external:" + invited.id(), event.data().get("decided_by").get("id").asText());
  }

  @Test
  void howeverManyApproveFromOutsideAMemberMustToo() {
    count(2);
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    for (int guests = 0; guests < 3; guests++) {
      Invited invited = invited(review);
      approveFromOutside(invited, entered(invited)).then().statusCode(303);
    }

    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].approvals", hasSize(3))
        .body("reviews[0].approvals_missing", equalTo(1));
    approve(review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void nobodyFromOutsideStandsInForARequiredReviewer() {
    setPolicy(
        policy -> {
          policy.put("external_approvals", "counted");
          policy.put("approvals_needed", 2);
          policy.put("required_reviewers", List.of("bo"));
        });
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(review);
    approveFromOutside(invited, entered(invited)).then().statusCode(303);

    approve(review, 1)
        .statusCode(200)
        .body("state", equalTo("open"))
        .body("next_reviewer", equalTo("bo"));
    approve(Tokens.of(workspace(), "approver").subject("bo"), review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"));
  }

  @Test
  void aRequestForChangesThatCountsEndsTheReview() {
    count(1);
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    Invited invited = invited(review);
    String cookie = entered(invited);

    requestChangesFromOutside(invited, cookie, "Shorter").then().statusCode(303);

    look(invited.page(), cookie).then().body(containsString("<h1>Changes requested</h1>"));
    reviewsOf(draft)
        .body("reviews[0].state", equalTo("changes_requested"))
        .body("reviews[0].decision_note", equalTo("Shorter"))
        .body("reviews[0].decided_by.name", equalTo(GUEST + " (external)"));
    TestEvents.Published event = awaitState(draft, "changes_requested");
    assertEquals("Shorter", event.data().get("note").asText());
    approve(review, 1).statusCode(409).body("code", equalTo("review_not_open"));
  }

  /** Whoever invites could follow the link themselves. */
  @Test
  void whomTheAuthorOrRequesterInvitesApprovesWithoutCounting() {
    count(2);
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    Tokens author = inConsole("editor").subject("the-author");

    for (Tokens involved : List.of(author, inConsole("editor"))) {
      Invited invited = invited(involved, review);
      approveFromOutside(invited, entered(invited)).then().statusCode(303);
    }

    listed(review).body("invitations.verdict.counted", contains(false, false));
    reviewsOf(draft).body("reviews[0].approvals_missing", equalTo(2));
  }

  @Test
  void whereAuthorsMayApproveTheirOwnTheirGuestsCount() {
    setPolicy(
        policy -> {
          policy.put("external_approvals", "counted");
          policy.put("approvals_needed", 2);
          policy.put("self_approval", true);
        });
    String review = submitted(drafted("Hello"), 1);
    Invited invited = invited(inConsole("editor"), review);

    approveFromOutside(invited, entered(invited)).then().statusCode(303);

    listed(review).body("invitations.verdict.counted", contains(true));
  }

  @Test
  void aReviewKeepsThePolicyUnderWhichItWasOpened() {
    String before = submitted(drafted("Before"), 1);
    count(2);
    String since = submitted(drafted("Since"), 1);
    setPolicy(policy -> policy.put("external_approvals", "advisory"));

    for (String review : List.of(before, since)) {
      Invited invited = invited(review);
      approveFromOutside(invited, entered(invited)).then().statusCode(303);
    }

    listed(before).body("invitations[0].verdict.counted", equalTo(false));
    listed(since).body("invitations[0].verdict.counted", equalTo(true));
  }

  @Test
  void anUndoThatMeetsADecisionFromOutsideSaysSo() {
    count(1);
    UUID draft = drafted("Hello");
    String offer = submit(member("editor"), draft, 1).extract().path("action.undo.id");
    String review = reviewsOf(draft).extract().path("reviews[0].id");
    Invited invited = invited(review);
    requestChangesFromOutside(invited, entered(invited), "Shorter").then().statusCode(303);

    Requests.as(member("editor"))
        .body(Map.of())
        .post(address("/undo/" + offer))
        .then()
        .statusCode(409)
        .body("code", equalTo("undo_conflict"))
        .body("detail", containsString("request_changes_by_invitation by " + GUEST));
  }

  private void count(int needed) {
    setPolicy(
        policy -> {
          policy.put("external_approvals", "counted");
          policy.put("approvals_needed", needed);
        });
  }

  private static TestEvents.Published awaitState(UUID draft, String state) {
    return TestEvents.await(
        "postly.approvals",
        event ->
            event.key().equals(draft.toString())
                && event.data().path("state").asText().equals(state));
  }

  private static List<String> told(UUID draft) {
    return TestEvents.all("postly.approvals").stream()
        .filter(event -> event.key().equals(draft.toString()))
        .filter(event -> event.type().equals("io.postly.review.changed.v1"))
        .map(event -> event.data().path("state").asText())
        .toList();
  }
}
