package io.postly.scheduling.publishing;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.postly.action.identifier.Identifiers;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** Somebody stopped publishing, or let it go on. Written once, never changed. */
@Entity
class PublishingChange {

  @Id UUID id;
  String workspace;
  boolean stopped;
  String reason;
  String changedBy;
  String changedByName;
  String changedThrough;
  Instant changedAt;

  protected PublishingChange() {}

  private PublishingChange(String workspace, Caller caller, Instant at) {
    this.id = Identifiers.next();
    this.workspace = workspace;
    this.changedBy = caller.id();
    this.changedByName = caller.name();
    this.changedThrough = caller.channel().label();
    this.changedAt = at;
  }

  static PublishingChange stop(String workspace, String reason, Caller caller, Instant at) {
    PublishingChange change = new PublishingChange(workspace, caller, at);
    change.stopped = true;
    change.reason = reason;
    return change;
  }

  static PublishingChange resume(String workspace, Caller caller, Instant at) {
    return new PublishingChange(workspace, caller, at);
  }

  Person person() {
    return new Person(changedBy, changedByName);
  }
}
