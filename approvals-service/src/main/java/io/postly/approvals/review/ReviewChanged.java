package io.postly.approvals.review;

import io.postly.action.caller.Person;
import io.postly.approvals.content.ContentRevision;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The event {@code io.postly.review.changed.v1}: a review was opened, approved by one more person,
 * decided, superseded, withdrawn, or has expired.
 */
@RegisterForReflection
record ReviewChanged(
    UUID reviewId,
    UUID draftId,
    String workspace,
    String state,
    int revision,
    String contentHash,
    List<UUID> channelIds,
    Person requestedBy,
    String requestedThrough,
    Instant requestedAt,
    String authoredThrough,
    Person decidedBy,
    String decidedThrough,
    Instant decidedAt,
    String note,
    int policyVersion,
    int approvalsNeeded,
    List<GivenApproval> approvals,
    Instant expiresAt,
    Instant at) {

  static final String TOPIC = "postly.approvals";
  static final String TYPE = "io.postly.review.changed.v1";

  /**
   * The state that a review has now.
   *
   * @param authoredThrough the packaging through which its content was first written
   */
  static ReviewChanged of(
      Review review, ContentRevision content, String authoredThrough, Instant now) {
    return new ReviewChanged(
        review.id(),
        review.draftId(),
        review.workspace(),
        review.state().label(),
        review.revision(),
        review.contentHash(),
        content.channelIds(),
        review.requester(),
        review.requestedThrough(),
        review.requestedAt(),
        authoredThrough,
        review.decider(),
        review.decidedThrough(),
        review.decidedAt(),
        review.decisionNote() == null ? review.note() : review.decisionNote(),
        review.terms().policyVersion(),
        review.terms().approvalsNeeded(),
        review.votes().stream().map(GivenApproval::of).toList(),
        review.terms().expiresAt(),
        now);
  }
}
