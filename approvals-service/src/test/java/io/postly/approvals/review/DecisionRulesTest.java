package io.postly.approvals.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.CallChannel;
import io.postly.action.caller.Caller;
import io.postly.approvals.ApprovalsConfig;
import io.postly.approvals.content.RevisionFixture;
import io.postly.approvals.policy.ExternalApprovals;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What verdicts from outside count for. Whose content it is, for which the database is asked, is
 * tried out with invitations; here authors may approve their own.
 */
class DecisionRulesTest {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant EXPIRY = START.plusSeconds(10);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsAdvisoryNeverCounts(boolean approves) {
    Review review = review(ExternalApprovals.ADVISORY, 1, List.of());

    assertFalse(rules(START).counts(review, verdict(approves)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsCountedCounts(boolean approves) {
    Review review = review(ExternalApprovals.COUNTED, 1, List.of());

    assertTrue(rules(START).counts(review, verdict(approves)));
  }

  @Test
  void aReviewIsOpenUntilItIsDecidedOrItsTimeHasPassed() {
    Review review = review(ExternalApprovals.COUNTED, 1, List.of());

    assertTrue(rules(EXPIRY.minusSeconds(1)).isOpen(review));
    assertFalse(rules(EXPIRY).isOpen(review));
    review.decide(Decision.REJECT, "No", member("bo"), START);
    assertFalse(rules(START).isOpen(review));
  }

  @Test
  void oneApprovalFromOutsideIsNotTheOnlyOne() {
    Review review = review(ExternalApprovals.COUNTED, 1, List.of());

    review.decide(Decision.APPROVE, null, outsider(1), START);
    assertEquals(ReviewState.OPEN, review.state());
    assertEquals(1, review.approvalsMissing());

    review.decide(Decision.APPROVE, null, member("bo"), START);
    assertEquals(ReviewState.APPROVED, review.state());
  }

  @Test
  void approvalsFromOutsideCountBesideAMembers() {
    Review review = review(ExternalApprovals.COUNTED, 3, List.of());

    review.decide(Decision.APPROVE, null, member("bo"), START);
    review.decide(Decision.APPROVE, null, outsider(1), START);
    assertEquals(1, review.approvalsMissing());
    review.decide(Decision.APPROVE, null, outsider(2), START);

    assertEquals(ReviewState.APPROVED, review.state());
  }

  @Test
  void requiredReviewersMustApproveAllTheSame() {
    Review review = review(ExternalApprovals.COUNTED, 1, List.of("bo", "cy"));

    review.decide(Decision.APPROVE, null, outsider(1), START);
    review.decide(Decision.APPROVE, null, member("bo"), START);
    assertEquals(ReviewState.OPEN, review.state());
    review.decide(Decision.APPROVE, null, member("cy"), START);

    assertEquals(ReviewState.APPROVED, review.state());
  }

  private static DecisionRules rules(Instant now) {
    return new DecisionRules(null, null, new AllowedByPolicy(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Review review(ExternalApprovals setting, int needed, List<String> required) {
    return new Review(
        UUID.randomUUID(),
        RevisionFixture.first(UUID.randomUUID()),
        null,
        caller("requester"),
        new ReviewTerms(
            1, needed, List.of("approver"), true, true, required, setting, null, EXPIRY),
        START);
  }

  private static ExternalVerdict verdict(boolean approves) {
    return new ExternalVerdict(
        new ExternalReviewer(new UUID(0, 1), "Casey"),
        "inviter",
        approves,
        approves ? null : "Shorter",
        "sha256:" + "0".repeat(64));
  }

  private static Decider outsider(int number) {
    return Decider.of(new ExternalReviewer(new UUID(0, number), "Casey"));
  }

  private static Decider member(String id) {
    return Decider.of(caller(id));
  }

  private static Caller caller(String id) {
    return new Caller(id, "Name of " + id, Map.of(), Set.of(), CallChannel.CONSOLE, "client");
  }

  private static final class AllowedByPolicy implements ApprovalsConfig {

    @Override
    public boolean selfApproval() {
      return false;
    }

    @Override
    public String deadlineInterval() {
      return "off";
    }
  }
}
