package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** What analytics needs of the event {@code io.postly.draft.revised.v1}. */
@RegisterForReflection
record DraftRevised(
    UUID draftId, String workspace, int revision, String createdThrough, Instant at) {

  static final String TYPE = "io.postly.draft.revised.v1";
}
