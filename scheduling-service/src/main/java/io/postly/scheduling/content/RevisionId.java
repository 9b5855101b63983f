package io.postly.scheduling.content;

import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Names one revision of one draft. */
@Embeddable
record RevisionId(UUID draftId, int revision) {}
