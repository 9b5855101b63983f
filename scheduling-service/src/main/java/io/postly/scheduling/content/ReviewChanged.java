package io.postly.scheduling.content;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What scheduling needs of {@code io.postly.review.changed.v1}. */
@RegisterForReflection
record ReviewChanged(
    UUID reviewId,
    UUID draftId,
    String workspace,
    String state,
    int revision,
    String contentHash,
    Instant at) {

  static final String TYPE = "io.postly.review.changed.v1";
}
