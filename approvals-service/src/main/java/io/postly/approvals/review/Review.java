package io.postly.approvals.review;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.RevisionId;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A request that people decide on one revision's content, and what became of it. */
@Entity
class Review {

  @Id private UUID id;
  private String workspace;
  private UUID draftId;
  private int revision;
  private String contentHash;

  @Convert(converter = ReviewStateColumn.class)
  private ReviewState state;

  private String note;
  private String requestedBy;
  private String requestedByName;
  private String requestedThrough;
  private Instant requestedAt;
  private String decidedBy;
  private String decidedByName;
  private String decidedThrough;
  private Instant decidedAt;
  private String decisionNote;

  /** For Hibernate. */
  protected Review() {}

  Review(UUID id, ContentRevision content, String note, Caller requester, Instant now) {
    this.id = id;
    this.workspace = content.workspace();
    this.draftId = content.id().draftId();
    this.revision = content.id().revision();
    this.contentHash = content.contentHash();
    this.state = ReviewState.OPEN;
    this.note = note;
    this.requestedBy = requester.id();
    this.requestedByName = requester.name();
    this.requestedThrough = requester.channel().label();
    this.requestedAt = now;
  }

  void decide(Decision decision, String reason, Caller decider, Instant now) {
    if (!state.canBeDecided()) {
      throw new IllegalStateException("A review that is " + state.label() + " cannot be decided");
    }
    state = decision.outcome();
    decisionNote = reason;
    decidedBy = decider.id();
    decidedByName = decider.name();
    decidedThrough = decider.channel().label();
    decidedAt = now;
  }

  void supersede() {
    end(ReviewState.SUPERSEDED);
  }

  /** The team takes the request, or what was approved, back. */
  void withdraw() {
    end(ReviewState.WITHDRAWN);
  }

  private void end(ReviewState how) {
    if (!state.stands()) {
      throw new IllegalStateException("A review that is " + state.label() + " has ended");
    }
    state = how;
  }

  UUID id() {
    return id;
  }

  String workspace() {
    return workspace;
  }

  UUID draftId() {
    return draftId;
  }

  int revision() {
    return revision;
  }

  /** Names the content that is under review. */
  RevisionId contentId() {
    return new RevisionId(draftId, revision);
  }

  String contentHash() {
    return contentHash;
  }

  ReviewState state() {
    return state;
  }

  String note() {
    return note;
  }

  Person requester() {
    return new Person(requestedBy, requestedByName);
  }

  String requestedThrough() {
    return requestedThrough;
  }

  Instant requestedAt() {
    return requestedAt;
  }

  /** Who decided, or null. */
  Person decider() {
    return decidedBy == null ? null : new Person(decidedBy, decidedByName);
  }

  String decidedThrough() {
    return decidedThrough;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  String decisionNote() {
    return decisionNote;
  }
}
