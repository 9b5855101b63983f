package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What workflows need of the event {@code io.postly.action.performed.v1}. */
@RegisterForReflection
record DraftAction(UUID draftId) {

  static final String TYPE = "io.postly.action.performed.v1";
}
