package io.postly.approvals.content;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * What this service knows of a draft as a whole. Its row is the lock for everything about the
 * draft's reviews.
 */
@Entity
public class DraftCopy {

  @Id private UUID draftId;
  private String workspace;
  private int revision;
  private String contentHash;
  private boolean archived;
  private Instant archiveChangedAt;

  /** For Hibernate. */
  protected DraftCopy() {}

  void advance(int newest, String hash) {
    if (newest > revision) {
      revision = newest;
      contentHash = hash;
    }
  }

  /** What was known later stands, in whatever order the news comes. */
  void setArchived(boolean isArchived, Instant at) {
    if (archiveChangedAt == null || at.isAfter(archiveChangedAt)) {
      archived = isArchived;
      archiveChangedAt = at;
    }
  }

  /** Whether the draft is put aside. */
  public boolean isArchived() {
    return archived;
  }

  /** The workspace that the draft belongs to. */
  public String workspace() {
    return workspace;
  }

  /** The newest revision that is known here. */
  public int revision() {
    return revision;
  }

  /** The content of the newest revision. */
  public String contentHash() {
    return contentHash;
  }
}
