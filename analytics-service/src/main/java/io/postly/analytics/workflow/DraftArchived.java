package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * What analytics needs of the events {@code io.postly.draft.archived.v1} and {@code
 * io.postly.draft.restored.v1}.
 */
@RegisterForReflection
record DraftArchived(UUID draftId, String workspace) {

  static final String TYPE = "io.postly.draft.archived.v1";
  static final String RESTORED = "io.postly.draft.restored.v1";
}
