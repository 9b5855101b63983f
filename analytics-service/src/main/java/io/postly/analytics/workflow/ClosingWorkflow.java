package io.postly.analytics.workflow;

import java.util.UUID;

/**
 * A workflow whose posts have all ended.
 *
 * @param draftId the draft
 * @param workspace the workspace
 * @param channel the packaging through which it was started
 * @param result what it ended in: published if any post was, else unconfirmed, failed, missed or
 *     cancelled
 */
record ClosingWorkflow(UUID draftId, String workspace, String channel, String result) {}
