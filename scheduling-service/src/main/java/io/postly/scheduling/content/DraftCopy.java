package io.postly.scheduling.content;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * What scheduling knows of a draft's newest state. Its row is the lock under which everything about
 * the draft's publications is decided: whoever changes a copy, plans a publication or begins to
 * send one holds it.
 */
@Entity
public class DraftCopy {

  /** The revision of a draft of which only a review has told so far. */
  static final int UNKNOWN = 0;

  @Id UUID draftId;
  String workspace;
  int revision;
  String contentHash;
  boolean archived;
  Instant archiveChangedAt;

  protected DraftCopy() {}

  /** The newest revision that an event has told of; 0 if none has. */
  public int revision() {
    return revision;
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

  void advance(int newRevision, String newContentHash) {
    if (newRevision > revision) {
      this.revision = newRevision;
      this.contentHash = newContentHash;
    }
  }
}
