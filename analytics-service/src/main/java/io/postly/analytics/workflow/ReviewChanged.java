package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;
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

  private static final Set<String> DECIDED = Set.of("approved", "changes_requested", "rejected");

  /** Whether a person has decided; one that was withdrawn, superseded or expired ended without. */
  boolean isDecided() {
    return DECIDED.contains(state);
  }

  boolean isApproved() {
    return state.equals("approved");
  }
}
