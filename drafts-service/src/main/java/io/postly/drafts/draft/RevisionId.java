package io.postly.drafts.draft;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Names one revision.
 *
 * @param draftId the draft
 * @param number 1 for the first
 */
@Embeddable
record RevisionId(UUID draftId, int number) {}
