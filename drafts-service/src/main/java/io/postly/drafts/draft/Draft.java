package io.postly.drafts.draft;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
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
}
