package io.postly.drafts.draft;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The events {@code io.postly.draft.archived.v1} and {@code io.postly.draft.restored.v1}: a draft
 * was put aside, or taken back. Its revisions are as they were.
 */
@RegisterForReflection
record ArchiveChanged(UUID draftId, String workspace, Person by, String through, Instant at) {

  static final String ARCHIVED = "io.postly.draft.archived.v1";
  static final String RESTORED = "io.postly.draft.restored.v1";

  static ArchiveChanged of(Draft draft, Caller caller, Instant now) {
    return new ArchiveChanged(
        draft.id(), draft.workspace(), Person.of(caller), caller.channel().label(), now);
  }
}
