package io.postly.scheduling.publication;

import io.postly.scheduling.network.Delivery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * What follows a published post in its thread. Guards its own state machine: a step that {@link
 * PartState} does not have throws {@link IllegalStateException}. Steps that change its state are
 * taken through {@link Parts} alone, which makes them known.
 *
 * <p>A claim is a lease of a part that is planned: one that is abandoned lapses with it, for
 * nothing was sent.
 */
@Entity
class PublicationPart {

  /** The number of the first part; the publication itself is the first of its thread. */
  static final int FIRST = 2;

  @Id UUID id;
  UUID publicationId;
  int number;
  UUID draftId;
  String workspace;
  UUID channelId;
  String network;
  PartState state;
  String reason;
  String networkSaid;
  Instant turnAt;
  Instant retryAt;
  int attempt;
  UUID leaseToken;
  Instant leaseUntil;
  Instant publishedAt;
  String url;
  String reference;
  Instant changedAt;

  /** Since when it does not stand any more. Whoever removes it writes that, nothing else does. */
  @Column(insertable = false, updatable = false)
  Instant removedAt;

  protected PublicationPart() {}

  /** A part that waits for the one before. */
  static PublicationPart of(Publication first, int number, Instant now) {
    PublicationPart made = new PublicationPart();
    made.id = idOf(first.id, number);
    made.publicationId = first.id;
    made.number = number;
    made.draftId = first.draftId;
    made.workspace = first.workspace;
    made.channelId = first.channelId;
    made.network = first.network;
    made.state = PartState.PLANNED;
    made.changedAt = now;
    return made;
  }

  /**
   * Follows from publication and number alone: a part that is made anew after a restore is the same
   * for networks that know posts by it.
   */
  static UUID idOf(UUID publicationId, int number) {
    return UUID.nameUUIDFromBytes(
        (publicationId + " " + number).getBytes(StandardCharsets.US_ASCII));
  }

  /** The part before stands: this one goes out next. */
  void takeTurn(Instant now) {
    require(state == PartState.PLANNED, "is not planned");
    turnAt = now;
  }

  /** Whether it may go out. */
  boolean isItsTurn(Instant now) {
    return state == PartState.PLANNED
        && turnAt != null
        && !now.isBefore(turnAt)
        && (retryAt == null || !now.isBefore(retryAt));
  }

  /** Whether it can be claimed. */
  boolean isDue(Instant now) {
    return isItsTurn(now) && (leaseUntil == null || !now.isBefore(leaseUntil));
  }

  /** Gives the part to one dispatcher, for a time. */
  void claim(UUID token, Instant until, Instant now) {
    require(isDue(now), "is not due");
    leaseToken = token;
    leaseUntil = until;
  }

  boolean isClaimedWith(UUID token, Instant now) {
    return state == PartState.PLANNED
        && token.equals(leaseToken)
        && leaseUntil != null
        && now.isBefore(leaseUntil);
  }

  /**
   * The holder of the claim begins to send: from now on the outcome counts as unknown until it is
   * recorded.
   */
  void begin(UUID token, Instant until, Instant now) {
    require(isClaimedWith(token, now) && isItsTurn(now), "is not this holder's to send");
    become(PartState.SENDING, null, now);
    leaseUntil = until;
    attempt++;
  }

  /** Gives a claim back. Nothing was sent with it. */
  void release() {
    require(state == PartState.PLANNED, "is not planned");
    endClaim();
  }

  /**
   * Whether that attempt may say what became of sending: it was the one that sent, and nothing
   * certain is known yet.
   */
  boolean awaitsOutcomeOf(UUID token) {
    return (state == PartState.SENDING || state == PartState.UNCONFIRMED)
        && token.equals(leaseToken);
  }

  /**
   * What became of sending. The token stays: only the same attempt may still turn an unknown
   * outcome into a certain one.
   */
  void conclude(Delivery delivery, Instant now) {
    switch (delivery) {
      case Delivery.Delivered delivered -> {
        become(PartState.PUBLISHED, null, now);
        publishedAt = delivered.at();
        url = delivered.url().orElse(null);
        reference = delivered.reference().orElse(null);
      }
      case Delivery.NotDelivered failure -> {
        become(PartState.FAILED, failure.reason(), now);
        networkSaid = failure.quotation();
      }
      case Delivery.Unknown unknown -> become(PartState.UNCONFIRMED, unknown.reason(), now);
    }
    leaseUntil = null;
  }

  /**
   * It was certainly not accepted, and is tried again; also where others have taken the attempt for
   * lost before it could say so.
   */
  void retry(Delivery.NotDelivered failure, Instant at, Instant now) {
    require(leaseToken != null && awaitsOutcomeOf(leaseToken), "is not being sent");
    become(PartState.PLANNED, failure.reason(), now);
    networkSaid = failure.quotation();
    retryAt = at;
    endClaim();
  }

  /** It is not tried again: why it was not accepted the last time is why it failed. */
  void giveUp(Instant now) {
    String lastSaid = networkSaid;
    fail(reason, now);
    networkSaid = lastSaid;
  }

  /** It is not sent. A claim, if there is one, is void from now on. */
  void fail(String why, Instant now) {
    require(state == PartState.PLANNED, "is not planned");
    become(PartState.FAILED, why, now);
    endClaim();
  }

  /**
   * It may have gone out without this database knowing. Nobody who had claimed it may begin to send
   * it.
   */
  void doubt(String why, Instant now) {
    require(state == PartState.PLANNED, "is not planned");
    become(PartState.UNCONFIRMED, why, now);
    endClaim();
  }

  /** Whether it failed only because somebody, or Postly, looked at the network and missed it. */
  boolean isTakenForAbsent() {
    return state == PartState.FAILED
        && (reason.equals(PublicationLedger.NOT_ON_NETWORK) || isAbsentByWord());
  }

  /** Whether it failed because a person said that it is not there. */
  boolean isAbsentByWord() {
    return state == PartState.FAILED && reason.equals(Settling.SEEN_ABSENT);
  }

  /** It was taken for absent, and a person has seen it. */
  void correct(Delivery.Delivered seen, Instant now) {
    require(isTakenForAbsent(), "was not taken for absent");
    conclude(seen, now);
  }

  /** It does not stand, as far as is certain or as a person has seen, who wants it sent. */
  void planAgain(Instant now) {
    require(state.isStopped(), "has not stopped");
    become(PartState.PLANNED, null, now);
    turnAt = null;
    retryAt = null;
    attempt = 0;
    endClaim();
  }

  private void endClaim() {
    leaseToken = null;
    leaseUntil = null;
  }

  private void require(boolean condition, String objection) {
    if (!condition) {
      throw new IllegalStateException("Part %s %s".formatted(id, objection));
    }
  }

  private void become(PartState next, String why, Instant now) {
    require(state.mayBecome(next), "is " + state.label() + ", not to become " + next.label());
    state = next;
    reason = why;
    networkSaid = null;
    changedAt = now;
  }
}
