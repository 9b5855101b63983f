package io.postly.approvals.content;

import java.util.UUID;

/**
 * A draft was put aside. Observed in the transaction that learns of it, with the draft locked.
 *
 * @param draftId the draft
 */
public record DraftArchived(UUID draftId) {}
