package io.postly.approvals.content;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * What approvals need of {@code io.postly.draft.archived.v1} and {@code
 * io.postly.draft.restored.v1}.
 */
@RegisterForReflection
record ArchiveChanged(UUID draftId, String workspace, Instant at) {

  static final String ARCHIVED = "io.postly.draft.archived.v1";
  static final String RESTORED = "io.postly.draft.restored.v1";
}
