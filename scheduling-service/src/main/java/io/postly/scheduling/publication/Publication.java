package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.action.identifier.Identifiers;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Delivery;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * One draft going out on one channel at one time. Guards its own state machine: a step that {@link
 * PublicationState} does not have throws {@link IllegalStateException}. Steps are taken through
 * {@link PublicationChanges} alone, which makes them known.
 */
@Entity
class Publication {

  /** Why a post waits that could not be sent, or was not approved, at its time. */
  static final String TIME_PASSED = "time_passed";

  @Id UUID id;
  String workspace;
  UUID draftId;
  UUID channelId;
  String network;
  PublicationState state;
  String reason;
  String networkSaid;
  int revision;
  String contentHash;
  Instant dueAt;
  String requestedBy;
  String requestedByName;
  String requestedThrough;
  Instant requestedAt;
  String traceparent;
  Instant changedAt;
  UUID leaseToken;
  Instant leaseUntil;
  int attempt;
  Instant publishedAt;
  String url;
  Instant retryAt;
  String reference;
  boolean queued;
  UUID seriesId;
  int parts;
  Instant approvedLateAt;

  protected Publication() {}

  /**
   * A new publication.
   *
   * @param content what it is to publish
   * @param approved whether exactly that content is approved
   */
  static Publication of(
      Target target,
      Content content,
      boolean approved,
      Instant dueAt,
      Requester requester,
      Instant now) {
    Publication made = new Publication();
    made.id = Identifiers.next();
    made.workspace = target.workspace();
    made.draftId = target.draftId();
    made.channelId = target.channelId();
    made.network = target.network();
    made.state = approved ? PublicationState.PLANNED : PublicationState.AWAITING_APPROVAL;
    made.bind(content);
    made.dueAt = dueAt;
    made.requestedBy = requester.person().id();
    made.requestedByName = requester.person().name();
    made.requestedThrough = requester.through();
    made.requestedAt = now;
    made.traceparent = requester.traceparent().orElse(null);
    made.changedAt = now;
    return made;
  }

  /** Where a publication goes, and of what. */
  record Target(String workspace, UUID draftId, UUID channelId, String network) {}

  /** Exactly what goes out. */
  record Content(int revision, String hash) {}

  /** The content has been approved: it goes out when it is due. */
  void plan(Content approved, Instant now) {
    if (!state.isWaitingForApproval()) {
      throw new IllegalStateException("Publication " + id + " does not wait for an approval");
    }
    become(PublicationState.PLANNED, null, now);
    bind(approved);
  }

  /** Like {@link #plan}, after its time: nobody could have sent it before it was approved. */
  void planLate(Content approved, Instant approvedAt, Instant now) {
    plan(approved, now);
    approvedLateAt = approvedAt;
  }

  /** What is planned may not go out as it stands. A claim, if there is one, is void from now on. */
  void hold(String why, Instant now) {
    become(PublicationState.ON_HOLD, why, now);
    endLease();
    leaseToken = null;
  }

  /**
   * Its time has passed while it could not be sent, or was not approved: it waits until a person
   * moves it.
   */
  void holdAsLate(Instant now) {
    hold(TIME_PASSED, now);
  }

  /** Whether it waits only because its time has passed. */
  boolean isHeldAsLate() {
    return state == PublicationState.ON_HOLD && TIME_PASSED.equals(reason);
  }

  /** Gives the publication to one dispatcher, for a time. */
  void claim(UUID token, Instant until, Instant now) {
    if (!isDue(now)) {
      throw new IllegalStateException("Publication " + id + " is not due");
    }
    become(PublicationState.CLAIMED, null, now);
    leaseToken = token;
    leaseUntil = until;
    attempt++;
  }

  /**
   * The holder of the claim begins to send: from now on the outcome counts as unknown until it is
   * recorded.
   */
  void begin(UUID token, Instant until, Instant now) {
    if (!isClaimedWith(token, now) || !isDue(now)) {
      throw new IllegalStateException("Publication " + id + " is not this holder's to send");
    }
    become(PublicationState.PUBLISHING, null, now);
    leaseUntil = until;
  }

  /** How many parts of a thread are to follow what is being sent. */
  void followedBy(int count) {
    parts = count;
  }

  /** Takes an abandoned claim back. Nothing was sent, so the publication may be claimed again. */
  void release(Instant now) {
    become(PublicationState.PLANNED, null, now);
    endLease();
    leaseToken = null;
  }

  /**
   * What became of sending. The token stays: only the same attempt may still turn an unknown
   * outcome into a certain one.
   */
  void conclude(Delivery delivery, Instant now) {
    switch (delivery) {
      case Delivery.Delivered delivered -> {
        become(PublicationState.PUBLISHED, null, now);
        publishedAt = PublishedTime.of(delivered.at(), dueAt, now);
        url = delivered.url().orElse(null);
        reference = delivered.reference().orElse(null);
      }
      case Delivery.NotDelivered failure -> {
        become(PublicationState.FAILED, failure.reason(), now);
        networkSaid = failure.quotation();
      }
      case Delivery.Unknown unknown -> become(PublicationState.UNCONFIRMED, unknown.reason(), now);
    }
    endLease();
  }

  /**
   * It may have gone out without this database knowing. Nothing is sent of it any more, and nobody
   * who had claimed it may begin.
   */
  void doubt(String why, Instant now) {
    if (!state.isWaitingForApproval() && !state.isOnItsWay()) {
      throw new IllegalStateException("Publication " + id + " is " + state.label());
    }
    become(PublicationState.UNCONFIRMED, why, now);
    endLease();
    leaseToken = null;
  }

  /** It says something else on its network by now. The {@link PostUpdate} makes that known. */
  void show(Content updated) {
    if (state != PublicationState.PUBLISHED) {
      throw new IllegalStateException("Publication " + id + " is " + state.label());
    }
    bind(updated);
  }

  /** What is about to be made goes out in a slot of its channel's queue. */
  Publication inQueue() {
    queued = true;
    return this;
  }

  /** What is about to be made is one of a series, which goes out again and again. */
  Publication inSeries(UUID id) {
    seriesId = id;
    return this;
  }

  /** Whether it is one of that series. */
  boolean isOf(UUID series) {
    return series.equals(seriesId);
  }

  /**
   * A person moves it to another time; nothing else changes. It leaves the queue if it was there.
   */
  void moveTo(Instant newDueAt, Instant now) {
    move(newDueAt, false, now);
  }

  /** It gets a slot of its channel's queue. */
  void moveToSlot(Instant slot, Instant now) {
    move(slot, true, now);
  }

  private void move(Instant newDueAt, boolean toSlot, Instant now) {
    if (!state.isCancellable()) {
      throw new IllegalStateException("Publication " + id + " is " + state.label());
    }
    if (isHeldAsLate()) {
      reason = Replanning.CONTENT_CHANGED;
    }
    if (waitsForRetry()) {
      reason = null;
      networkSaid = null;
    }
    dueAt = newDueAt;
    queued = toSlot;
    retryAt = null;
    attempt = 0;
    changedAt = now;
  }

  /** A person takes it back. */
  void cancel(String why, Instant now) {
    become(PublicationState.CANCELLED, why, now);
  }

  /** It was not ready in time. */
  void miss(String why, Instant now) {
    become(PublicationState.MISSED, why, now);
  }

  /**
   * It was certainly not accepted, and is tried again; also where others have taken the attempt for
   * lost before it could say so.
   */
  void retry(Delivery.NotDelivered failure, Instant at, Instant now) {
    if (leaseToken == null || !awaitsOutcomeOf(leaseToken)) {
      throw new IllegalStateException("Publication " + id + " is not being sent");
    }
    become(PublicationState.PLANNED, failure.reason(), now);
    networkSaid = failure.quotation();
    retryAt = at;
    endLease();
    leaseToken = null;
  }

  /** Whether it waits to be tried again. */
  boolean waitsForRetry() {
    return state == PublicationState.PLANNED && retryAt != null && reason != null;
  }

  /** It is not tried again: why it was not accepted the last time is why it failed. */
  void giveUp(Instant now) {
    if (!waitsForRetry()) {
      throw new IllegalStateException("Publication " + id + " does not wait to be tried again");
    }
    String lastSaid = networkSaid;
    become(PublicationState.FAILED, reason, now);
    networkSaid = lastSaid;
  }

  boolean isDue(Instant now) {
    return !now.isBefore(dueAt) && (retryAt == null || !now.isBefore(retryAt));
  }

  boolean isClaimedWith(UUID token, Instant now) {
    return state == PublicationState.CLAIMED
        && token.equals(leaseToken)
        && now.isBefore(leaseUntil);
  }

  /**
   * Whether that attempt may say what became of sending: it was the one that sent, and nothing
   * certain is known yet.
   */
  boolean awaitsOutcomeOf(UUID token) {
    return (state == PublicationState.PUBLISHING || state == PublicationState.UNCONFIRMED)
        && token.equals(leaseToken);
  }

  /** Whether whoever asked for it wanted it out there and then. */
  boolean isForAtOnce() {
    return !dueAt.isAfter(requestedAt);
  }

  boolean isBoundTo(Content content) {
    return contentHash.equals(content.hash());
  }

  /**
   * Whether exactly this content may go out there.
   *
   * @param approved the draft's approved revision; null if it has none
   */
  boolean isApprovedAs(DraftRevision approved) {
    return approved != null
        && approved.contentHash().equals(contentHash)
        && approved.channelIds().contains(channelId);
  }

  Person requester() {
    return new Person(requestedBy, requestedByName);
  }

  private void bind(Content content) {
    revision = content.revision();
    contentHash = Objects.requireNonNull(content.hash());
  }

  private void endLease() {
    leaseUntil = null;
  }

  private void become(PublicationState next, String why, Instant now) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException(
          "Publication " + id + " is " + state.label() + ", not to become " + next.label());
    }
    state = next;
    reason = why;
    networkSaid = null;
    changedAt = now;
  }
}
