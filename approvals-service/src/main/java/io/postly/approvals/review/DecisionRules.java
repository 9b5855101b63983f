package io.postly.approvals.review;

import io.postly.action.Permission;
import io.postly.action.Role;
import io.postly.action.caller.Caller;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.approvals.ApprovalsConfig;
import io.postly.approvals.ApprovalsErrorCode;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.Contents;
import io.postly.approvals.policy.ExternalApprovals;
import io.postly.approvals.policy.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who may decide on a review, by the policy that it keeps. */
@ApplicationScoped
class DecisionRules {

  private static final String INSTEAD_OF_DECIDING =
      "Change it with update_draft, or take the request back with withdraw_review.";

  private final Contents contents;
  private final ReviewStore store;
  private final ApprovalsConfig config;
  private final Clock clock;

  DecisionRules(Contents contents, ReviewStore store, ApprovalsConfig config, Clock clock) {
    this.contents = contents;
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** Refuses a decision that the caller cannot make, or not now. */
  void requireDecidable(Review review, int expectedRevision, Decision decision, Caller caller) {
    requireOpen(review);
    requireRevision(review, expectedRevision);
    requireRole(review, caller);
    requireNotOwn(review, decision, caller);
    if (decision == Decision.APPROVE) {
      requireTurn(review, caller);
    }
  }

  /**
   * Refuses people who neither work on drafts nor have approved this. Who gave an approval by
   * mistake needs nobody else to take it back.
   */
  void requireWithdrawable(Review review, Caller caller) {
    if (!caller.may(Permission.DRAFT_EDIT, review.workspace())
        && !review.isApprovedBy(caller.id())) {
      throw ProblemException.of(
          ActionErrorCode.PERMISSION_DENIED,
          "In this workspace your role lets you withdraw only what you have approved.");
    }
  }

  /** Refuses a request that could never be approved: a person who must approve may not. */
  void requireApprovable(ContentRevision content, Policy policy, Caller requester) {
    if (policy.selfApproval() || policy.requiredReviewers().isEmpty()) {
      return;
    }
    Set<String> own = involved(content.id().draftId(), content.id().revision(), requester.id());
    if (!Collections.disjoint(own, policy.requiredReviewers())) {
      throw ProblemException.of(
          ApprovalsErrorCode.REQUIRED_REVIEWER_INVOLVED,
          "The policy requires the approval of a person who wrote some of this content, or asks for its approval.");
    }
  }

  /** Whether somebody from outside can still say something on exactly that content. */
  boolean canTake(Review review, ExternalVerdict verdict) {
    return isOpen(review)
        && verdict.contentHash().equals(review.contentHash())
        && review.contentHash().equals(contents.revision(review.contentId()).contentHash());
  }

  /**
   * Whether a verdict from outside has an effect. Whoever invites has the link and the code, and
   * could use them: so no approval counts that an author or requester has invited, where these may
   * not approve themselves.
   */
  boolean counts(Review review, ExternalVerdict verdict) {
    return review.terms().externalApprovals() == ExternalApprovals.COUNTED
        && (verdict.decision() != Decision.APPROVE || !isOwn(review, verdict.invitedBy()));
  }

  /** Whether decisions are taken now. */
  boolean isOpen(Review review) {
    return review.state().canBeDecided() && !review.hasExpired(clock.instant());
  }

  /** Refuses what is decided, has ended, or has expired. */
  void requireOpen(Review review) {
    if (!review.state().canBeDecided()) {
      throw ProblemException.of(
          ApprovalsErrorCode.REVIEW_NOT_OPEN, "The review is " + review.state().label() + ".");
    }
    // The state follows within a moment; a decision that comes before it does is late all the same.
    if (review.hasExpired(clock.instant())) {
      throw ProblemException.of(ApprovalsErrorCode.REVIEW_NOT_OPEN, "The review has expired.");
    }
  }

  /** It is of one revision for good, while the draft may get others with the same content. */
  private static void requireRevision(Review review, int expectedRevision) {
    if (expectedRevision != review.revision()) {
      throw ProblemException.of(
              ActionErrorCode.STALE_REVISION,
              "You expected revision %d; the review is of revision %d."
                  .formatted(expectedRevision, review.revision()))
          .nextStep(
              "The review is of revision %d. Show the person that content (list_reviews), and give %1$d."
                  .formatted(review.revision()));
    }
  }

  private static void requireRole(Review review, Caller caller) {
    List<String> deciding = review.terms().approverRoles();
    if (caller.roles(review.workspace()).stream().map(Role::label).noneMatch(deciding::contains)) {
      String roles = String.join(", ", deciding);
      throw ProblemException.of(
              ActionErrorCode.PERMISSION_DENIED,
              "The policy of this review lets only these roles decide: " + roles + ".")
          .nextStep("Ask a person with one of these roles to decide: " + roles + ".");
    }
  }

  private void requireNotOwn(Review review, Decision decision, Caller caller) {
    if (isOwn(review, caller.id())) {
      ProblemException own =
          ProblemException.of(
              ApprovalsErrorCode.SELF_APPROVAL,
              "You wrote some of this content, or asked for its approval.");
      throw decision == Decision.APPROVE ? own : own.nextStep(INSTEAD_OF_DECIDING);
    }
  }

  private boolean isOwn(Review review, String personId) {
    return !review.terms().allowSelfApproval(config.selfApproval())
        && involved(review.draftId(), review.revision(), review.requester().id())
            .contains(personId);
  }

  private static void requireTurn(Review review, Caller caller) {
    if (review.isApprovedBy(caller.id())) {
      throw ProblemException.of(
          ApprovalsErrorCode.ALREADY_APPROVED_BY_YOU,
          "A person approves once; still missing: " + review.approvalsMissing() + ".");
    }
    if (review.isOutOfTurn(caller.id())) {
      String next = review.nextReviewer().orElseThrow();
      throw ProblemException.of(
              ApprovalsErrorCode.NOT_YOUR_TURN, "It is the turn of the reviewer " + next + ".")
          .nextStep("Wait until the reviewer " + next + " has approved, then repeat.");
    }
  }

  // The author of the last revision is not enough: who changes a label then would lend a name to
  // the text.
  private Set<String> involved(UUID draftId, int revision, String requesterId) {
    int approved = store.lastApprovedRevision(draftId);
    Set<String> persons = new HashSet<>(contents.authors(draftId, approved, revision));
    persons.add(requesterId);
    return persons;
  }
}
