package io.postly.approvals.content;

import io.postly.action.caller.Person;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Revisions for tests that have no database. */
public final class RevisionFixture {

  private RevisionFixture() {}

  /** A draft's first revision. */
  public static ContentRevision first(UUID draftId) {
    return first(draftId, "Hello");
  }

  /** A draft's first revision, with that text. */
  public static ContentRevision first(UUID draftId, String text) {
    return new ContentRevision(
        new DraftRevised(
            draftId,
            "acme",
            1,
            "sha256:" + "0".repeat(64),
            null,
            text,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            new Person("author", "The Author"),
            "mcp",
            Instant.parse("2026-12-01T09:00:00Z")));
  }
}
