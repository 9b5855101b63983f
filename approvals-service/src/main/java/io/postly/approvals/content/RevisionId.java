package io.postly.approvals.content;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * Names one revision.
 *
 * @param draftId the draft
 * @param revision 1 for the first
 */
@Embeddable
public record RevisionId(UUID draftId, int revision) {}
