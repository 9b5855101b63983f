package io.postly.analytics.engagement;

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
}
