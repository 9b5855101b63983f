package io.postly.analytics.workflow;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What analytics needs of the event {@code io.postly.publication.changed.v1}. */
@RegisterForReflection
record PublicationChanged(
    UUID publicationId,
    UUID draftId,
    String workspace,
    String state,
    Instant publishedAt,
    Instant at) {

  static final String TYPE = "io.postly.publication.changed.v1";

  /**
   * States that nothing may follow. An unconfirmed post is among them: not every network can be
   * read, and one that is settled later takes the workflow up again.
   */
  static final Set<String> ENDS =
      Set.of("published", "unconfirmed", "failed", "missed", "cancelled");
}
