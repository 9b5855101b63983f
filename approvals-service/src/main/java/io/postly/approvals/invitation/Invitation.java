package io.postly.approvals.invitation;

import io.postly.action.caller.Caller;
import io.postly.action.caller.Person;
import io.postly.approvals.review.ExternalReviewer;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;

/**
 * Lets somebody from outside see one review, and decide once. Whoever changes one has locked it, so
 * that no more codes are tried than are counted, and of two decisions one is taken.
 */
@Entity
class Invitation {

  /** So many wrong codes lock it. */
  static final int MOST_WRONG_CODES = 5;

  @Id private UUID id;
  private String workspace;
  private UUID reviewId;
  private String label;
  private String tokenDigest;
  private String codeDigest;
  private int wrongCodes;
  private String invitedBy;
  private String invitedByName;
  private Instant invitedAt;
  private Instant expiresAt;
  private String revokedBy;
  private String revokedByName;
  private Instant revokedAt;
  private String verdict;
  private String verdictByName;
  private Boolean verdictCounts;
  private Instant verdictAt;
  private String comment;

  /** For Hibernate. */
  protected Invitation() {}

  /**
   * An open one.
   *
   * @param label whom it is for, or null
   */
  Invitation(
      UUID id,
      String workspace,
      UUID reviewId,
      String label,
      InvitationToken token,
      InvitationCode code,
      Caller inviter,
      Instant now,
      Instant expiresAt) {
    this.id = id;
    this.workspace = workspace;
    this.reviewId = reviewId;
    this.label = label;
    this.tokenDigest = token.digest();
    this.codeDigest = token.digestOf(code);
    this.invitedBy = inviter.id();
    this.invitedByName = inviter.name();
    this.invitedAt = now;
    this.expiresAt = expiresAt;
  }

  InvitationState state(Instant now) {
    if (verdict != null) {
      return InvitationState.USED;
    }
    if (revokedAt != null) {
      return InvitationState.REVOKED;
    }
    if (wrongCodes >= MOST_WRONG_CODES) {
      return InvitationState.LOCKED;
    }
    return now.isBefore(expiresAt) ? InvitationState.OPEN : InvitationState.EXPIRED;
  }

  /** Whether it is the code that goes with the token; one that is not is counted. */
  boolean isOpenedBy(InvitationToken token, InvitationCode code, Instant now) {
    requireOpen(now);
    if (!tokenDigest.equals(token.digest())) {
      throw new IllegalArgumentException("The token is another invitation's");
    }
    boolean isRight =
        MessageDigest.isEqual(
            token.digestOf(code).getBytes(StandardCharsets.US_ASCII),
            codeDigest.getBytes(StandardCharsets.US_ASCII));
    if (!isRight) {
      wrongCodes++;
    }
    return isRight;
  }

  /** Takes the one decision down. */
  void decide(GuestVerdict given, boolean counts, Instant now) {
    requireOpen(now);
    verdict = given.decision();
    verdictByName = given.name();
    verdictCounts = counts;
    verdictAt = now;
    comment = given.comment();
  }

  void revoke(Caller revoker, Instant now) {
    if (verdict != null || revokedAt != null) {
      throw new IllegalStateException("An invitation ends once");
    }
    revokedBy = revoker.id();
    revokedByName = revoker.name();
    revokedAt = now;
  }

  private void requireOpen(Instant now) {
    InvitationState state = state(now);
    if (state != InvitationState.OPEN) {
      throw new IllegalStateException("An invitation that is " + state.label() + " opens nothing");
    }
  }

  UUID id() {
    return id;
  }

  String workspace() {
    return workspace;
  }

  UUID reviewId() {
    return reviewId;
  }

  /** Whom it is for, or null. */
  String label() {
    return label;
  }

  int wrongCodes() {
    return wrongCodes;
  }

  Person inviter() {
    return new Person(invitedBy, invitedByName);
  }

  Instant invitedAt() {
    return invitedAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  /** Who took it back, or null. */
  Person revoker() {
    return revokedBy == null ? null : new Person(revokedBy, revokedByName);
  }

  Instant revokedAt() {
    return revokedAt;
  }

  /** {@code approved} or {@code changes_requested}; null while nobody has decided. */
  String verdict() {
    return verdict;
  }

  /** Who decided, or null. */
  Person decider() {
    return verdict == null ? null : new ExternalReviewer(id, verdictByName).person();
  }

  /** Whether the decision had an effect on the review; null while there is none. */
  Boolean verdictCounts() {
    return verdictCounts;
  }

  Instant verdictAt() {
    return verdictAt;
  }

  String comment() {
    return comment;
  }
}
