package io.postly.approvals.review;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.fixture.PostlyBackends;
import io.postly.action.fixture.Race;
import io.postly.action.fixture.Requests;
import io.postly.action.fixture.TestEvents;
import io.postly.action.fixture.Tokens;
import io.postly.approvals.content.ContentChanged;
import io.postly.approvals.content.Contents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Whatever comes first: the outcome is that of one order or the other. */
@QuarkusTest
@WithTestResource(PostlyBackends.class)
class ReviewRacesTest extends ReviewScenario {

  private enum ApprovalOrEdit {
    APPROVED_FIRST,
    EDITED_FIRST
  }

  private enum ConfirmationOrEdit {
    WHAT_WAS_CONFIRMED_APPROVED,
    EDITED_FIRST
  }

  private enum ApprovalOrPolicy {
    APPROVED_FIRST,
    CHANGED_FIRST
  }

  private enum RequestOrPolicy {
    REQUESTED_FIRST,
    CHANGED_FIRST
  }

  private final Tokens secondAdmin = Tokens.of(workspace, "admin").subject("second-admin");

  @Inject Contents contents;
  @Inject Event<ContentChanged> changes;

  @Test
  void anApprovalAndAnEditNeverPassEachOther() {
    Map<UUID, List<String>> expected = new HashMap<>();
    Race.run(
        12,
        ApprovalOrEdit.class,
        race -> {
          UUID draft = drafted("One");
          String review = submitted(draft, 1);

          ValidatableResponse approval =
              race.between(() -> approve(review, 1), () -> revised(draft, 2, "Two")).first();

          assertEquals(List.of("superseded"), states(draft));
          if (approval.extract().statusCode() == 200) {
            assertEquals(1, approvals(review));
            expected.put(draft, List.of("open", "approved", "superseded"));
            return ApprovalOrEdit.APPROVED_FIRST;
          }
          assertRefused(409, "review_not_open", approval);
          assertEquals(0, approvals(review));
          expected.put(draft, List.of("open", "superseded"));
          return ApprovalOrEdit.EDITED_FIRST;
        });

    TestEvents.awaitAllSent();
    assertEquals(expected, toldStates(expected.keySet()));
  }

  /**
   * What was confirmed is approved, or nothing; and nothing but that, however often it is tried.
   */
  @Test
  void aConfirmationIsOfTheContentThatItWasGivenFor() {
    Race.run(
        12,
        ConfirmationOrEdit.class,
        race -> {
          UUID draft = drafted("One");
          String review = submitted(draft, 1);
          Tokens assistant = Tokens.of(workspace, "approver").client("chat-" + draft);
          String confirmation = asked(approval(assistant, review, 1));

          ValidatableResponse repeated =
              race.between(
                      () -> {
                        confirm(confirmation, hash("One"));
                        return approval(assistant, review, 1);
                      },
                      () -> revised(draft, 2, "Two"))
                  .first();

          assertRefused(409, "review_not_open", approval(assistant, review, 1));
          String next = submitted(draft, 2);
          assertNotEquals(confirmation, asked(approval(assistant, next, 2)));
          assertEquals(0, approvals(next));
          assertEquals(List.of("open", "superseded"), states(draft));
          if (repeated.extract().statusCode() == 200) {
            JsonNode approved = Requests.json(200, repeated);
            assertEquals("approved", approved.get("state").asText());
            assertEquals(1, approved.get("revision").asInt());
            assertEquals(hash("One"), approved.get("content_hash").asText());
            assertEquals(1, approvals(review));
            return ConfirmationOrEdit.WHAT_WAS_CONFIRMED_APPROVED;
          }
          assertRefused(409, "review_not_open", repeated);
          assertEquals(0, approvals(review));
          return ConfirmationOrEdit.EDITED_FIRST;
        });
  }

  @Test
  void anApprovalCountsUnderThePolicyOfItsReview() {
    ChangingPolicy policy = new ChangingPolicy();
    Race.run(
        12,
        ApprovalOrPolicy.class,
        race -> {
          PolicyTerms kept = policy.terms();
          String review = submitted(drafted("Hello"), 1);

          JsonNode approved = race.between(() -> approvedBy(admin, review), policy::change).first();

          assertEquals(kept, PolicyTerms.of(approved));
          assertDecidedAsThatSays(kept, review, approved);
          return wasApprovedBeforeVersion(policy.terms().version(), review)
              ? ApprovalOrPolicy.APPROVED_FIRST
              : ApprovalOrPolicy.CHANGED_FIRST;
        });
  }

  @Test
  void aReviewIsOpenedUnderOnePolicyOrTheOther() {
    ChangingPolicy policy = new ChangingPolicy();
    Race.run(
        12,
        RequestOrPolicy.class,
        race -> {
          PolicyTerms before = policy.terms();
          UUID draft = drafted("Hello");

          JsonNode approved =
              race.between(() -> approvedBy(admin, submitted(draft, 1)), policy::change).first();

          boolean isBefore = approved.get("policy_version").asInt() == before.version();
          PolicyTerms kept = isBefore ? before : policy.terms();
          assertEquals(kept, PolicyTerms.of(approved));
          assertDecidedAsThatSays(kept, approved.get("id").asText(), approved);
          return isBefore ? RequestOrPolicy.REQUESTED_FIRST : RequestOrPolicy.CHANGED_FIRST;
        });
  }

  @Test
  void aDecisionWaitsForAnEditThatIsBeingApplied() {
    UUID draft = drafted("One");
    String review = submitted(draft, 1);

    CompletableFuture<Integer> decision =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  contents.lock(draft);
                  CompletableFuture<Integer> begun =
                      CompletableFuture.supplyAsync(
                          () -> approve(review, 1).extract().statusCode());
                  assertThrows(TimeoutException.class, () -> begun.get(500, TimeUnit.MILLISECONDS));
                  changes.fire(new ContentChanged(draft, hash("Two")));
                  return begun;
                });

    assertEquals(409, decision.join());
    reviewsOf(draft).body("reviews.state", contains("superseded"));
  }

  @RepeatedTest(3)
  void ofTwoDecisionsOneIsMade() {
    String review = submitted(drafted("Hello"), 1);
    Tokens second = Tokens.of(workspace, "approver").subject("second");

    List<Integer> statuses =
        atOnce(
            () -> approve(review, 1).extract().statusCode(),
            () -> requestChanges(second, review, 1, "Shorter").extract().statusCode());

    assertEquals(List.of(200, 409), statuses);
  }

  @RepeatedTest(3)
  void ofTwoRequestsOneIsOpened() {
    UUID draft = drafted("Hello");

    List<Integer> statuses =
        atOnce(
            () -> submit(draft, 1).extract().statusCode(),
            () -> submit(admin, draft, 1).extract().statusCode());

    assertEquals(List.of(201, 409), statuses);
    reviewsOf(draft).body("reviews", hasSize(1));
  }

  /** What a review keeps of a policy, as far as these tests vary it. */
  private record PolicyTerms(int version, int approvalsNeeded, Duration expiresAfter) {

    static PolicyTerms of(JsonNode review) {
      return new PolicyTerms(
          review.get("policy_version").asInt(),
          review.get("approvals_needed").asInt(),
          Duration.between(
              Instant.parse(review.get("requested_at").asText()),
              Instant.parse(review.get("expires_at").asText())));
    }

    boolean areStrict() {
      return approvalsNeeded > 1;
    }
  }

  /** The workspace's policy: lets one person approve, or asks for two admins, in turns. */
  private final class ChangingPolicy {

    private PolicyTerms current = new PolicyTerms(0, 2, Duration.ofHours(100));

    ChangingPolicy() {
      change();
    }

    PolicyTerms terms() {
      return current;
    }

    PolicyTerms change() {
      boolean isStrict = !current.areStrict();
      current =
          new PolicyTerms(
              current.version() + 1, isStrict ? 2 : 1, Duration.ofHours(isStrict ? 100 : 200));
      setPolicy(
          policy -> {
            policy.put("approvals_needed", current.approvalsNeeded());
            policy.put(
                "approver_roles", isStrict ? List.of("admin") : List.of("approver", "admin"));
            policy.put("expires_after_hours", current.expiresAfter().toHours());
          });
      return current;
    }
  }

  private JsonNode approvedBy(Tokens person, String review) {
    return Requests.json(200, approve(person, review, 1));
  }

  /** One approval is enough, or it takes a second admin's; whatever the policy is by now. */
  private void assertDecidedAsThatSays(PolicyTerms kept, String review, JsonNode firstApproval) {
    if (kept.areStrict()) {
      assertEquals("open", firstApproval.get("state").asText());
      assertRefused(403, "permission_denied", approve(review, 1));
      assertEquals("approved", approvedBy(secondAdmin, review).get("state").asText());
    } else {
      assertEquals("approved", firstApproval.get("state").asText());
      assertRefused(409, "review_not_open", approve(review, 1));
    }
  }

  private boolean wasApprovedBeforeVersion(int version, String review) {
    return PostlyBackends.count(
            """
            SELECT count(*) FROM review_vote, policy_version
            WHERE review_id = '%s' AND turn = 0 AND workspace = '%s' AND version = %d AND voted_at < set_at
            """
                .formatted(review, workspace, version))
        == 1;
  }

  private List<String> states(UUID draft) {
    return Requests.json(200, reviewsOf(draft)).findValuesAsText("state");
  }

  private static void assertRefused(int status, String code, ValidatableResponse answer) {
    assertEquals(code, Requests.json(status, answer).get("code").asText());
  }

  /** The confirmation that the call waits for. */
  private static String asked(ValidatableResponse answer) {
    return Requests.json(428, answer).at("/confirmation/id").asText();
  }

  private ValidatableResponse approval(Tokens person, String review, int revision) {
    return Requests.as(person)
        .body(Map.of("expected_revision", revision))
        .post(reviews + "/" + review + "/approval")
        .then();
  }

  private void confirm(String confirmation, String contentHash) {
    Requests.as(approver)
        .body(Map.of("content_hash", contentHash))
        .post("/api/v1/workspaces/" + workspace + "/confirmations/" + confirmation + "/confirm")
        .then()
        .statusCode(200);
  }

  private static long approvals(String review) {
    return PostlyBackends.count(
        "SELECT count(*) FROM review_vote WHERE review_id = '" + review + "'");
  }

  private static Map<UUID, List<String>> toldStates(Set<UUID> drafts) {
    Map<UUID, List<String>> states = new HashMap<>();
    for (TestEvents.Published event : TestEvents.all("postly.approvals")) {
      UUID draft = UUID.fromString(event.key());
      if (event.type().equals(ReviewChanged.TYPE) && drafts.contains(draft)) {
        states
            .computeIfAbsent(draft, _ -> new ArrayList<>())
            .add(event.data().path("state").asText());
      }
    }
    return states;
  }

  private static List<Integer> atOnce(Supplier<Integer> one, Supplier<Integer> other) {
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(one);
    CompletableFuture<Integer> second = CompletableFuture.supplyAsync(other);
    return Stream.of(first.join(), second.join()).sorted().toList();
  }
}
