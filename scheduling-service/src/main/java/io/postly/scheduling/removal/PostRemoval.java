package io.postly.scheduling.removal;

import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * A person's wish that a published post be deleted from its network. The time of the next attempt
 * is its lease too: whoever claims an attempt moves it on first.
 */
@Entity
public class PostRemoval {

  @Id UUID publicationId;
  UUID draftId;
  String workspace;
  UUID channelId;
  String network;
  String reference;
  RemovalState state;
  String reason;
  String requestedBy;
  String requestedByName;
  Instant requestedAt;
  Instant nextAt;
  int failures;
  Instant changedAt;

  protected PostRemoval() {}

  /**
   * The post that is to go.
   *
   * @param reference what its network knows it by
   */
  public record Target(
      UUID publicationId,
      UUID draftId,
      String workspace,
      UUID channelId,
      String network,
      String reference) {}

  static PostRemoval of(Target target) {
    PostRemoval removal = new PostRemoval();
    removal.publicationId = target.publicationId();
    removal.draftId = target.draftId();
    removal.workspace = target.workspace();
    removal.channelId = target.channelId();
    removal.network = target.network();
    removal.reference = target.reference();
    return removal;
  }

  /** Asked for, for the first time or after a refusal. */
  void request(Person person, Instant now) {
    if (state != null && state != RemovalState.REFUSED) {
      throw new IllegalStateException("Post " + publicationId + " is to go already");
    }
    requestedBy = person.id();
    requestedByName = person.name();
    requestedAt = now;
    failures = 0;
    become(RemovalState.REQUESTED, null, now);
    nextAt = now;
  }

  /** Gives the attempt that is due to one worker, until then. */
  void claim(Instant until, Instant now) {
    if (state != RemovalState.REQUESTED || now.isBefore(nextAt)) {
      throw new IllegalStateException("Post " + publicationId + " is not to be deleted now");
    }
    nextAt = until;
  }

  /** Whether nobody else has claimed an attempt since that one was claimed until then. */
  boolean isClaimedUntil(Instant until) {
    return until.equals(nextAt);
  }

  void attemptNext(Instant at) {
    nextAt = at;
  }

  void failed() {
    failures++;
  }

  void removed(Instant now) {
    become(RemovalState.REMOVED, null, now);
  }

  void refused(String why, Instant now) {
    become(RemovalState.REFUSED, why, now);
  }

  private void become(RemovalState next, String why, Instant now) {
    state = next;
    reason = why;
    changedAt = now;
    nextAt = null;
  }

  /** What has become of the wish. */
  public RemovalState state() {
    return state;
  }

  Person requester() {
    return new Person(requestedBy, requestedByName);
  }
}
