package io.postly.analytics.workflow;

import java.time.Instant;
import java.util.UUID;

/**
 * A workflow of which a post went out.
 *
 * @param draftId the draft
 * @param workspace the workspace
 * @param channel the packaging through which it was started
 * @param publishedAt when the first of its posts went out
 * @param uncompared whether no time saved has been worked out yet
 */
record PublishedWorkflow(
    UUID draftId, String workspace, String channel, Instant publishedAt, boolean uncompared) {

  boolean wasStartedByAnAssistant() {
    return channel.equals("mcp");
  }

  /** By hand is through the console; REST is scripts. */
  boolean wasDoneByHand() {
    return channel.equals("console");
  }
}
