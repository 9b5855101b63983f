package io.postly.approvals.review;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.postly.action.page.PageLimit;
import io.postly.approvals.content.ContentRevision;
import io.postly.approvals.content.RevisionId;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Convert;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;

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
  @Embedded private ReviewTerms terms;
  private Instant remindedAt;

  @ElementCollection
  @CollectionTable(name = "review_vote", joinColumns = @JoinColumn(name = "review_id"))
  @OrderColumn(name = "turn")
  @BatchSize(size = PageLimit.MAX)
  private List<Vote> votes;

  private String decidedBy;
  private String decidedByName;
  private String decidedThrough;
  private Instant decidedAt;
  private String decisionNote;
  private Instant changedAt;

  /** For Hibernate. */
  protected Review() {}

  Review(
      UUID id,
      ContentRevision content,
      String note,
      Caller requester,
      ReviewTerms terms,
      Instant now) {
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
    this.terms = terms;
    this.votes = new ArrayList<>();
  }

  /** One person decides. An approval leaves the review open while others are still missing. */
  void decide(Decision decision, String reason, Decider decider, Instant now) {
    if (!state.canBeDecided()) {
      throw new IllegalStateException("A review that is " + state.label() + " cannot be decided");
    }
    if (decision == Decision.APPROVE) {
      vote(decider, reason, now);
    }
    if (decision != Decision.APPROVE || approvalsMissing() == 0) {
      settle(decision.outcome(), reason, decider, now);
    }
  }

  private void vote(Decider approver, String reason, Instant now) {
    if (isApprovedBy(approver.id())) {
      throw new IllegalStateException("A person approves a review once");
    }
    if (isOutOfTurn(approver.id())) {
      throw new IllegalStateException("Required reviewers approve in their order");
    }
    votes.add(Vote.of(approver, reason, now));
  }

  private void settle(ReviewState how, String reason, Decider decider, Instant now) {
    state = how;
    decisionNote = reason;
    decidedBy = decider.id();
    decidedByName = decider.name();
    decidedThrough = decider.through();
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

  /** Nobody has decided in time. */
  void expire(Instant now) {
    if (!hasExpired(now)) {
      throw new IllegalStateException("The review's time has not passed");
    }
    state = ReviewState.EXPIRED;
  }

  /** It has waited for long enough to be reminded of. */
  void remind(Instant now) {
    if (!isReminderDue(now)) {
      throw new IllegalStateException("No reminder is due");
    }
    remindedAt = now;
  }

  /** Whether it is still open although its time has passed. */
  boolean hasExpired(Instant now) {
    return state == ReviewState.OPEN && terms.haveExpired(now);
  }

  boolean isReminderDue(Instant now) {
    return state == ReviewState.OPEN && remindedAt == null && terms.askForReminder(now);
  }

  boolean isApprovedBy(String personId) {
    return votes.stream().anyMatch(vote -> vote.personId().equals(personId));
  }

  /** Whether the person is a required reviewer that another one comes before. */
  boolean isOutOfTurn(String personId) {
    return terms.requiredReviewers().contains(personId)
        && nextReviewer().filter(personId::equals).isEmpty();
  }

  /** The first of the required reviewers that has not approved; empty if none is left. */
  Optional<String> nextReviewer() {
    return terms.requiredReviewers().stream().filter(person -> !isApprovedBy(person)).findFirst();
  }

  /** How many more persons must approve: enough, the required ones, and one member in any case. */
  int approvalsMissing() {
    long requiredOnes =
        terms.requiredReviewers().stream().filter(person -> !isApprovedBy(person)).count();
    int members = votes.stream().allMatch(Vote::external) ? 1 : 0;
    return Math.max(Math.max(terms.approvalsNeeded() - votes.size(), (int) requiredOnes), members);
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

  /** What it keeps of the policy. */
  ReviewTerms terms() {
    return terms;
  }

  /** When it was reminded of, or null. */
  Instant remindedAt() {
    return remindedAt;
  }

  /** The approvals that were given, the first first. */
  List<Vote> votes() {
    return List.copyOf(votes);
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

  /**
   * Dates the change that was just made.
   *
   * @return when that was: later than the change before, whatever this replica's clock says
   */
  Instant dateChange(Instant now) {
    Instant before = lastChange();
    changedAt = now.isAfter(before) ? now : before.plus(1, ChronoUnit.MICROS);
    return changedAt;
  }

  /** Earlier releases kept no date of every change: the latest that they did keep. */
  private Instant lastChange() {
    if (changedAt != null) {
      return changedAt;
    }
    return decidedAt == null ? requestedAt : decidedAt;
  }
}
