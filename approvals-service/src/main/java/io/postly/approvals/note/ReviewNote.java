package io.postly.approvals.note;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A remark on what is under review. It is resolved once, otherwise it stays as it was written. */
@Entity
class ReviewNote {

  @Id private UUID id;
  private UUID reviewId;
  private String network;
  private Integer passageStart;
  private Integer passageEnd;
  private String quoted;
  private String text;
  private String writtenBy;
  private String writtenByName;
  private String writtenThrough;
  private Instant writtenAt;
  private String resolvedBy;
  private String resolvedByName;
  private String resolvedThrough;
  private Instant resolvedAt;

  /** For Hibernate. */
  protected ReviewNote() {}

  /** A note on a passage, or, where that is null, on the whole. */
  ReviewNote(
      UUID id, UUID reviewId, QuotedPassage passage, String text, Caller writer, Instant now) {
    this.id = id;
    this.reviewId = reviewId;
    if (passage != null) {
      this.network = passage.network();
      this.passageStart = passage.start();
      this.passageEnd = passage.end();
      this.quoted = passage.quoted();
    }
    this.text = text;
    this.writtenBy = writer.id();
    this.writtenByName = writer.name();
    this.writtenThrough = writer.channel().label();
    this.writtenAt = now;
  }

  void resolve(Caller resolver, Instant now) {
    if (isResolved()) {
      throw new IllegalStateException("A note is resolved once");
    }
    resolvedBy = resolver.id();
    resolvedByName = resolver.name();
    resolvedThrough = resolver.channel().label();
    resolvedAt = now;
  }

  boolean isResolved() {
    return resolvedAt != null;
  }

  UUID id() {
    return id;
  }

  UUID reviewId() {
    return reviewId;
  }

  /** What it is on, or null for the whole. */
  QuotedPassage passage() {
    return quoted == null ? null : new QuotedPassage(network, passageStart, passageEnd, quoted);
  }

  String text() {
    return text;
  }

  Person writer() {
    return new Person(writtenBy, writtenByName);
  }

  String writtenThrough() {
    return writtenThrough;
  }

  Instant writtenAt() {
    return writtenAt;
  }

  /** Who resolved it, or null. */
  Person resolver() {
    return resolvedBy == null ? null : new Person(resolvedBy, resolvedByName);
  }

  String resolvedThrough() {
    return resolvedThrough;
  }

  Instant resolvedAt() {
    return resolvedAt;
  }
}
