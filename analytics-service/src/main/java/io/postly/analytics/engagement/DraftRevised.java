package io.postly.analytics.engagement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What engagement needs of the event {@code io.postly.draft.revised.v1}. */
@RegisterForReflection
record DraftRevised(UUID draftId, int revision, String title, List<String> labels, Instant at) {

  static final String TYPE = "io.postly.draft.revised.v1";
}
