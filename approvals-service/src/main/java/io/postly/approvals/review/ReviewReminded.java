package io.postly.approvals.review;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The event {@code io.postly.review.reminded.v1}: a review has waited for as long as its policy
 * lets it before a reminder.
 */
@RegisterForReflection
record ReviewReminded(
    UUID reviewId,
    UUID draftId,
    String workspace,
    int revision,
    Person requestedBy,
    Instant requestedAt,
    int approvalsMissing,
    String nextReviewer,
    Instant expiresAt,
    Instant at) {

  static final String TOPIC = "postly.approvals";
  static final String TYPE = "io.postly.review.reminded.v1";

  static ReviewReminded of(Review review) {
    return new ReviewReminded(
        review.id(),
        review.draftId(),
        review.workspace(),
        review.revision(),
        review.requester(),
        review.requestedAt(),
        review.approvalsMissing(),
        review.nextReviewer().orElse(null),
        review.terms().expiresAt(),
        review.remindedAt());
  }
}
