package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What analytics needs of the event {@code io.postly.review.changed.v1}. */
@RegisterForReflection
record ReviewChanged(
    UUID reviewId,
    UUID draftId,
    String workspace,
    String state,
    Instant requestedAt,
    String authoredThrough,
    Instant decidedAt) {

  static final String TYPE = "io.postly.review.changed.v1";

  boolean isDecided() {
    return state.equals("approved") || state.equals("changes_requested");
  }

  boolean isApproved() {
    return state.equals("approved");
  }
}
