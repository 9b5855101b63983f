package io.postly.approvals.difference;

import io.postly.action.caller.Person;
import io.postly.approvals.content.ContentRevision;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One of the two revisions that were compared. */
@RegisterForReflection
@Schema(description = "One of the two revisions that were compared.")
record ComparedRevision(
    @Schema(required = true) int revision,
    @Schema(description = "The fingerprint that an approval is of.", required = true)
        String contentHash,
    @Schema(description = "Who wrote this revision.", required = true) Person authoredBy,
    @Schema(description = "mcp, rest or console.", required = true) String authoredThrough,
    @Schema(required = true) Instant authoredAt) {

  static ComparedRevision of(ContentRevision content) {
    return new ComparedRevision(
        content.id().revision(),
        content.contentHash(),
        content.author(),
        content.authoredThrough(),
        content.authoredAt());
  }
}
