package io.postly.drafts.draft;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A piece of content in the making. What it says is in its {@link Revision}s; this is what they
 * share.
 */
@Entity
class Draft {

  @Id private UUID id;
  private String workspace;
  private int revision;
  private String createdBy;
  private String createdByName;
  private String createdThrough;
  private Instant createdAt;
  private Instant updatedAt;
  private Instant archivedAt;
  private Instant archiveChangedAt;

  /** For Hibernate. */
  protected Draft() {}

  Draft(UUID id, String workspace, Caller creator, Instant now) {
    this.id = id;
    this.workspace = workspace;
    this.createdBy = creator.id();
    this.createdByName = creator.name();
    this.createdThrough = creator.channel().label();
    this.createdAt = now;
    this.updatedAt = now;
  }

  /** Moves on to the next revision, and gives its number. */
  int advance(Instant now) {
    revision++;
    updatedAt = now;
    return revision;
  }

  /**
   * Puts it aside: nobody changes, submits or publishes it until it is restored.
   *
   * @return when that was: later than the change before, whatever this replica's clock says
   */
  Instant archive(Instant now) {
    archivedAt = changeArchive(now);
    return archivedAt;
  }

  /** Takes it out of the archive. */
  Instant restore(Instant now) {
    archivedAt = null;
    return changeArchive(now);
  }

  private Instant changeArchive(Instant now) {
    boolean isLater = archiveChangedAt == null || now.isAfter(archiveChangedAt);
    archiveChangedAt = isLater ? now : archiveChangedAt.plus(1, ChronoUnit.MICROS);
    return archiveChangedAt;
  }

  boolean isArchived() {
    return archivedAt != null;
  }

  UUID id() {
    return id;
  }

  String workspace() {
    return workspace;
  }

  /** The number of the current revision. */
  int revision() {
    return revision;
  }

  Person creator() {
    return new Person(createdBy, createdByName);
  }

  String createdThrough() {
    return createdThrough;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** When it was archived; null for one that is not. */
  Instant archivedAt() {
    return archivedAt;
  }
}
