package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Approvals by several persons, as the policy asks for them. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class VotesTest extends ReviewScenario {

  @Test
  void aReviewStaysOpenUntilEnoughPersonsHaveApproved() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    Requests.as(approver)
        .body(Map.of("expected_revision", 1, "note", "Fine with me"))
        .post(reviews + "/" + review + "/approval")
        .then()
        .statusCode(200)
        .body("state", equalTo("open"))
        .body("policy_version", equalTo(1))
        .body("approvals_needed", equalTo(2))
        .body("approvals_missing", equalTo(1))
        .body("approvals", hasSize(1))
        .body("approvals[0].by.id", equalTo(approver.subjectId()))
        .body("approvals[0].through", equalTo("console"))
        .body("approvals[0].at", notNullValue())
        .body("approvals[0].note", equalTo("Fine with me"))
        .body("decided_by", nullValue())
        .body("action.next_step", containsString("1 approval is missing"));
    approve(admin, review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"))
        .body("approvals.by.id", contains(approver.subjectId(), admin.subjectId()))
        .body("approvals_missing", nullValue())
        .body("decided_by.id", equalTo(admin.subjectId()))
        .body("action.next_step", containsString("schedule_post"));
    reviewsOf(draft)
        .body("reviews[0].approvals.by.id", contains(approver.subjectId(), admin.subjectId()));
  }

  @Test
  void everyApprovalIsTold() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    approve(review, 1).statusCode(200);
    approve(admin, review, 1).statusCode(200);

    TestEvents.Published event = awaitEvent(draft, "approved");
    assertEquals(List.of("open", "open", "approved"), toldStates(draft));
    assertEquals(1, event.data().get("policy_version").asInt());
    assertEquals(2, event.data().get("approvals_needed").asInt());
    assertEquals(2, event.data().get("approvals").size());
    assertEquals(
        approver.subjectId(), event.data().get("approvals").get(0).get("by").get("id").asText());
    assertFalse(event.data().get("approvals").get(0).has("note"));
  }

  @Test
  void nobodyApprovesTwice() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    approve(review, 1).statusCode(200);

    approve(review, 1)
        .statusCode(409)
        .body("code", equalTo("already_approved_by_you"))
        .body("next_step", containsString("list_reviews"));
    reviewsOf(draft)
        .body("reviews[0].state", equalTo("open"))
        .body("reviews[0].approvals", hasSize(1));
  }

  @RepeatedTest(3)
  void approvalsAtTheSameTimeAreAllCounted() {
    setPolicy(policy -> policy.put("approvals_needed", 3));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    List<CompletableFuture<Integer>> approvals =
        Stream.of("one", "two", "three")
            .map(name -> Tokens.of(workspace, "approver").subject(name))
            .map(
                person ->
                    CompletableFuture.supplyAsync(
                        () -> approve(person, review, 1).extract().statusCode()))
            .toList();

    approvals.forEach(status -> assertEquals(200, status.join()));
    reviewsOf(draft)
        .body("reviews[0].state", equalTo("approved"))
        .body("reviews[0].approvals", hasSize(3));
  }

  @Test
  void requiredReviewersApproveInTheirOrder() {
    setPolicy(policy -> policy.put("required_reviewers", List.of("bo", "cy")));
    Tokens bo = Tokens.of(workspace, "approver").subject("bo");
    Tokens cy = Tokens.of(workspace, "approver").subject("cy");
    String review =
        submit(drafted("Hello"), 1)
            .statusCode(201)
            .body("approvals_missing", equalTo(2))
            .body("next_reviewer", equalTo("bo"))
            .body("action.next_step", containsString("whose turn it is: bo"))
            .extract()
            .path("id");

    approve(cy, review, 1)
        .statusCode(409)
        .body("code", equalTo("not_your_turn"))
        .body("detail", containsString("bo"))
        .body("next_step", containsString("bo"));
    approve(bo, review, 1)
        .statusCode(200)
        .body("state", equalTo("open"))
        .body("next_reviewer", equalTo("cy"))
        .body("action.next_step", containsString("whose turn it is: cy"));
    approve(cy, review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"))
        .body("next_reviewer", nullValue());
  }

  @Test
  void othersDoNotStandInForARequiredReviewer() {
    setPolicy(policy -> policy.put("required_reviewers", List.of("bo")));
    Tokens bo = Tokens.of(workspace, "approver").subject("bo");
    String review = submitted(drafted("Hello"), 1);

    approve(review, 1)
        .statusCode(200)
        .body("state", equalTo("open"))
        .body("approvals_missing", equalTo(1));
    approve(bo, review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void requiredReviewersCountAmongTheApprovalsNeeded() {
    setPolicy(
        policy -> {
          policy.put("approvals_needed", 3);
          policy.put("required_reviewers", List.of("bo"));
        });
    Tokens bo = Tokens.of(workspace, "approver").subject("bo");
    String review = submitted(drafted("Hello"), 1);

    approve(review, 1).statusCode(200).body("approvals_missing", equalTo(2));
    approve(bo, review, 1).statusCode(200).body("approvals_missing", equalTo(1));
    approve(admin, review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void aRequestThatARequiredReviewerCannotApproveIsRefused() {
    setPolicy(policy -> policy.put("required_reviewers", List.of("the-author")));
    UUID draft = drafted("Hello");

    submit(draft, 1)
        .statusCode(409)
        .body("code", equalTo("required_reviewer_involved"))
        .body("category", equalTo("workflow"));

    setPolicy(
        policy -> {
          policy.put("required_reviewers", List.of("the-author"));
          policy.put("self_approval", true);
        });
    String review = submitted(draft, 1);
    approve(Tokens.of(workspace, "approver").subject("the-author"), review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"));
  }

  @Test
  void onlyTheRolesOfThePolicyDecide() {
    setPolicy(policy -> policy.put("approver_roles", List.of("admin")));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    approve(review, 1)
        .statusCode(403)
        .body("code", equalTo("permission_denied"))
        .body("detail", containsString("admin"))
        .body("next_step", containsString("admin"));
    requestChanges(approver, review, 1, "No").statusCode(403);
    reject(approver, review, 1, "No").statusCode(403);
    approve(admin, review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void aPolicyDoesNotWidenWhatARolePermits() {
    setPolicy(policy -> policy.put("approver_roles", List.of("editor")));
    String review = submitted(drafted("Hello"), 1);
    Tokens other = Tokens.of(workspace, "editor").subject("other-editor");
    Tokens both = Tokens.of(workspace, "editor").subject("both").and(workspace, "approver");

    approve(other, review, 1).statusCode(403).body("code", equalTo("permission_denied"));
    approve(both, review, 1).statusCode(200).body("state", equalTo("approved"));
  }

  @Test
  void aReviewKeepsThePolicyUnderWhichItWasOpened() {
    setPolicy(
        policy -> {
          policy.put("approvals_needed", 2);
          policy.put("self_approval", true);
        });
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);

    setPolicy(
        policy -> {
          policy.put("approver_roles", List.of("admin"));
          policy.put("required_reviewers", List.of("bo"));
        });

    approve(review, 1)
        .statusCode(200)
        .body("policy_version", equalTo(1))
        .body("state", equalTo("open"));
    approve(Tokens.of(workspace, "approver").subject("the-author"), review, 1)
        .statusCode(200)
        .body("state", equalTo("approved"));
    String later =
        submit(drafted("Later"), 1)
            .statusCode(201)
            .body("policy_version", equalTo(2))
            .body("next_reviewer", equalTo("bo"))
            .extract()
            .path("id");
    approve(later, 1).statusCode(403);
  }

  @Test
  void oneWhoAsksForChangesEndsWhatOthersHaveApproved() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    UUID draft = drafted("Hello");
    String review = submitted(draft, 1);
    approve(review, 1).statusCode(200);

    requestChanges(admin, review, 1, "Shorter")
        .statusCode(200)
        .body("state", equalTo("changes_requested"))
        .body("approvals", hasSize(1));

    approve(Tokens.of(workspace, "approver").subject("other"), review, 1)
        .statusCode(409)
        .body("code", equalTo("review_not_open"));
    submit(draft, 1).statusCode(201).body("approvals", hasSize(0));
  }

  @Test
  void anEditEndsWhatWasApprovedInPart() {
    setPolicy(policy -> policy.put("approvals_needed", 2));
    Tokens author = Tokens.of(workspace, "approver").subject("the-author");
    UUID draft = drafted("One");
    approve(submitted(draft, 1), 1).statusCode(200);

    revised(draft, 2, "Two", event -> event.put("authored_by", person("somebody-else")));

    awaitEvent(draft, "superseded");
    String review =
        submit(draft, 2).statusCode(201).body("approvals", hasSize(0)).extract().path("id");
    approve(author, review, 2).statusCode(409).body("code", equalTo("self_approval"));
  }
}
