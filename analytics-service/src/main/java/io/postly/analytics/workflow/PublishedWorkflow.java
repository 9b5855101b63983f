package io.postly.analytics.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A workflow of which a post went out.
 *
 * @param draftId the draft
 * @param workspace the workspace
 * @param channel the packaging through which it was started
 * @param startedAt when its draft was first written
 * @param publishedAt when the first of its posts went out
 * @param known how long people worked, as it was worked out before
 * @param uncompared whether no time saved has been worked out yet
 */
record PublishedWorkflow(
    UUID draftId,
    String workspace,
    String channel,
    Instant startedAt,
    Instant publishedAt,
    Optional<Duration> known,
    boolean uncompared) {

  boolean wasStartedByAnAssistant() {
    return channel.equals("mcp");
  }

  /** By hand is through the console; REST is scripts. */
  boolean wasDoneByHand() {
    return channel.equals("console");
  }
}
