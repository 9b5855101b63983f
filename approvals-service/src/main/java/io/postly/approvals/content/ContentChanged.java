package io.postly.approvals.content;

import java.util.UUID;

/**
 * What a draft would publish has changed. Observed in the transaction that learns of it, with the
 * draft locked.
 *
 * @param draftId the draft
 * @param contentHash the fingerprint that holds from now on
 */
public record ContentChanged(UUID draftId, String contentHash) {}
