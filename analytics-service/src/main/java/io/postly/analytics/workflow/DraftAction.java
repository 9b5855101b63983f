package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What workflows need of the event {@code io.postly.action.performed.v1}. */
@RegisterForReflection
record DraftAction(
    UUID draftId,
    String workspace,
    String outcome,
    boolean readOnly,
    boolean replayed,
    String client,
    Instant at) {

  static final String TYPE = "io.postly.action.performed.v1";

  /** Whether the call has changed something, so that there is such a draft. */
  boolean changedSomething() {
    return outcome.equals("ok") && !readOnly && !replayed;
  }
}
