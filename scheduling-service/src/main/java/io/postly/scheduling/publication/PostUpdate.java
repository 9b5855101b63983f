package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.postly.scheduling.network.Delivery;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A person's wish that a published post say what another revision says. Guards its own state
 * machine: a step that {@link UpdateState} does not have throws {@link IllegalStateException}.
 * Steps are taken through {@link PostUpdates} alone, which makes them known.
 *
 * <p>A claim is a lease of what is requested: one that is abandoned lapses with it, for nothing was
 * sent.
 */
@Entity
class PostUpdate {

  /** After this time nothing that was sent can still reach the network. */
  static final Duration LONGEST_WAY = Duration.ofMinutes(2);

  @Id UUID publicationId;
  UUID draftId;
  String workspace;
  UUID channelId;
  String network;
  int revision;
  String contentHash;
  UpdateState state;
  String reason;
  String requestedBy;
  String requestedByName;
  Instant requestedAt;
  Instant retryAt;
  int attempt;
  boolean inDoubt;
  UUID leaseToken;
  Instant leaseUntil;
  Instant changedAt;

  protected PostUpdate() {}

  static PostUpdate of(Publication post) {
    PostUpdate made = new PostUpdate();
    made.publicationId = post.id;
    made.draftId = post.draftId;
    made.workspace = post.workspace;
    made.channelId = post.channelId;
    made.network = post.network;
    return made;
  }

  /**
   * Asked for, for the first time or once more. What an earlier attempt has sent without an answer
   * must not arrive after it.
   */
  void request(Publication.Content wanted, Person person, Instant now) {
    require(state == null || state.mayBecome(UpdateState.REQUESTED), "is under way");
    retryAt = inDoubt ? changedAt.plus(LONGEST_WAY) : null;
    revision = wanted.revision();
    contentHash = wanted.hash();
    requestedBy = person.id();
    requestedByName = person.name();
    requestedAt = now;
    attempt = 0;
    state = UpdateState.REQUESTED;
    reason = null;
    changedAt = now;
  }

  /** Gives the update to one dispatcher, for a time. */
  void claim(UUID token, Instant until, Instant now) {
    require(isDue(now), "is not due");
    leaseToken = token;
    leaseUntil = until;
  }

  private boolean isDue(Instant now) {
    return state == UpdateState.REQUESTED
        && (retryAt == null || !now.isBefore(retryAt))
        && (leaseUntil == null || !now.isBefore(leaseUntil));
  }

  boolean isClaimedWith(UUID token, Instant now) {
    return state == UpdateState.REQUESTED
        && token.equals(leaseToken)
        && leaseUntil != null
        && now.isBefore(leaseUntil);
  }

  /** The holder of the claim begins to send. */
  void begin(UUID token, Instant until, Instant now) {
    require(isClaimedWith(token, now), "is not this holder's to send");
    become(UpdateState.SENDING, null, now);
    leaseUntil = until;
    attempt++;
  }

  /** Gives a claim back. Nothing was sent with it. */
  void release() {
    require(state == UpdateState.REQUESTED, "is not requested");
    endLease();
  }

  /** Whether that attempt may say what came of it: nobody has taken it for abandoned. */
  boolean awaitsOutcomeOf(UUID token) {
    return state == UpdateState.SENDING && token.equals(leaseToken);
  }

  /** From now on the post may say the one or the other. */
  void doubt() {
    inDoubt = true;
  }

  /** Nothing certain, or certainly not now: it is tried again. */
  void retry(String why, Instant at, Instant now) {
    become(UpdateState.REQUESTED, why, now);
    retryAt = at;
    endLease();
  }

  void succeed(Instant now) {
    become(UpdateState.UPDATED, null, now);
    inDoubt = false;
    endLease();
  }

  /**
   * It is not tried again. Where an earlier attempt may have got through, that alone does not say
   * what the post says.
   */
  void fail(String why, Instant now) {
    if (why.equals(Delivery.POST_GONE)) {
      inDoubt = false;
    }
    become(inDoubt ? UpdateState.UNCONFIRMED : UpdateState.REFUSED, why, now);
    endLease();
  }

  /** Whether the post may say by now what was asked for, without that being certain. */
  boolean mayStand() {
    return state.isUnderWay() || state == UpdateState.UNCONFIRMED;
  }

  Publication.Content content() {
    return new Publication.Content(revision, contentHash);
  }

  Person requester() {
    return new Person(requestedBy, requestedByName);
  }

  private void endLease() {
    leaseToken = null;
    leaseUntil = null;
  }

  private void require(boolean condition, String objection) {
    if (!condition) {
      throw new IllegalStateException("Update of " + publicationId + " " + objection);
    }
  }

  private void become(UpdateState next, String why, Instant now) {
    require(state.mayBecome(next), "is " + state.label() + ", not to become " + next.label());
    state = next;
    reason = why;
    changedAt = now;
  }
}
