package io.postly.scheduling.engagement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The event {@code io.postly.engagement.measured.v1}. A number is null if its network tells none.
 */
@RegisterForReflection
record EngagementMeasured(
    UUID publicationId,
    UUID draftId,
    String workspace,
    UUID channelId,
    String network,
    Instant publishedAt,
    Long likes,
    Long reposts,
    Long replies,
    Long views,
    boolean gone,
    Instant at) {

  static final String TYPE = "io.postly.engagement.measured.v1";
  static final String TOPIC = "postly.publications";

  /**
   * What is known of a post.
   *
   * @param gone whether it stands on its network no more; the numbers are the last that it had
   */
  static EngagementMeasured of(WatchedPost post, boolean gone, Instant at) {
    return new EngagementMeasured(
        post.publicationId,
        post.draftId,
        post.workspace,
        post.channelId,
        post.network,
        post.publishedAt,
        post.likes,
        post.reposts,
        post.replies,
        post.views,
        gone,
        at);
  }
}
