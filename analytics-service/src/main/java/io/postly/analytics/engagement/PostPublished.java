package io.postly.analytics.engagement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What engagement needs of the event {@code io.postly.publication.changed.v1}. */
@RegisterForReflection
record PostPublished(
    UUID publicationId,
    UUID draftId,
    String workspace,
    UUID channelId,
    String network,
    String state,
    int revision,
    Instant publishedAt,
    String url,
    Boolean tellsEngagement,
    Instant at) {

  static final String TYPE = "io.postly.publication.changed.v1";

  /** Whether the event tells that the post is published. */
  boolean isPublished() {
    return state.equals("published");
  }

  /** When it was published, or when that became known. */
  Instant since() {
    return publishedAt == null ? at : publishedAt;
  }
}
