package io.postly.scheduling.rule;

import java.time.Instant;
import java.util.UUID;

/**
 * A post of a channel that goes out, or went out, at some time.
 *
 * @param publicationId null for one that the same call is to make
 */
record OtherPost(UUID publicationId, Instant at) {

  static OtherPost ofTheSameCall(Instant at) {
    return new OtherPost(null, at);
  }

  /** What messages call it. */
  String name() {
    return publicationId == null ? "another of these posts" : "post " + publicationId;
  }
}
