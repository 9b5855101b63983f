package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A person's wish that a published post say what another revision says. Guards its own state
 * machine: a step that {@link UpdateState} does not have throws {@link IllegalStateException}.
 * Steps are taken through {@link PostUpdates} alone, which makes them known.
 *
 * <p>A claim is a lease of what is requested: one that is abandoned lapses with it, for nothing was
 * sent.
 *
 * <p>What was sent without a certain answer is in doubt, whichever wish it was of, until it is
 * certain what the post says.
 */
@Entity
class PostUpdate {

  /** After this time nothing that was sent can still reach the network. */
  static final Duration LONGEST_WAY = Duration.ofMinutes(2);

  static final String EARLIER_UNKNOWN = "earlier_update_unknown";

  @Id UUID publicationId;
  UUID draftId;
  String workspace;
  UUID channelId;
  String network;
  int revision;
  String contentHash;
  UpdateState state;
  String reason;
  String networkSaid;
  String requestedBy;
  String requestedByName;
  Instant requestedAt;
  Instant dueAt;
  Instant retryAt;
  int attempt;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<Integer> doubtedRevisions;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<String> doubtedHashes;

  Instant doubtedAt;
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
    made.believe(List.of());
    return made;
  }

  /**
   * Asked for, for the first time or once more. What any earlier attempt has sent without an answer
   * must not arrive after it, whatever has become certain since: that a later attempt got through
   * says nothing of where an earlier one is.
   */
  void request(Publication.Content wanted, Person person, Instant now) {
    require(state == null || state.mayBecome(UpdateState.REQUESTED), "is under way");
    bind(wanted);
    requestedBy = person.id();
    requestedByName = person.name();
    requestedAt = now;
    dueAt = isAllArrived(now) ? now : arrivedAt();
    retryAt = null;
    attempt = 0;
    state = UpdateState.REQUESTED;
    reason = null;
    networkSaid = null;
    changedAt = now;
    leaseToken = null;
  }

  /** Whether nothing of what was sent without an answer can still reach the network. */
  boolean isAllArrived(Instant now) {
    return doubtedAt == null || !now.isBefore(arrivedAt());
  }

  /** When that is so; only of what has ever had an attempt without an answer. */
  Instant arrivedAt() {
    return doubtedAt.plus(LONGEST_WAY);
  }

  /** Gives the update to one dispatcher, for a time. */
  void claim(UUID token, Instant until, Instant now) {
    require(isDue(now), "is not due");
    leaseToken = token;
    leaseUntil = until;
  }

  private boolean isDue(Instant now) {
    return state == UpdateState.REQUESTED
        && !now.isBefore(dueAt)
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
    leaseToken = null;
    leaseUntil = null;
  }

  /** Whether that attempt may say what came of it: nobody has taken it for abandoned. */
  boolean awaitsOutcomeOf(UUID token) {
    return state == UpdateState.SENDING && token.equals(leaseToken);
  }

  /**
   * Whether that attempt was taken for abandoned, and nobody has begun since: it may still say that
   * the text stands.
   */
  boolean missesOutcomeOf(UUID token) {
    return (state == UpdateState.REQUESTED || state == UpdateState.UNCONFIRMED)
        && token.equals(leaseToken);
  }

  /** From now on the post may say what was asked for, without that being certain. */
  void doubt(Instant now) {
    List<Publication.Content> all = new ArrayList<>(doubted());
    all.removeIf(one -> one.hash().equals(contentHash));
    all.add(content());
    believe(all);
    doubtedAt = now;
  }

  /**
   * It was asked of a database that is gone, which may know of a later one: nobody says any more
   * what became of it.
   */
  void doubtRestored(Instant now) {
    doubt(now);
    leaseToken = null;
  }

  /** Whether it is not certain what the post says. */
  boolean isInDoubt() {
    return !doubtedRevisions.isEmpty();
  }

  /** What the post may say instead of what it said when that was last certain. */
  private List<Publication.Content> doubted() {
    List<Publication.Content> all = new ArrayList<>();
    for (int i = 0; i < doubtedRevisions.size(); i++) {
      all.add(new Publication.Content(doubtedRevisions.get(i), doubtedHashes.get(i)));
    }
    return all;
  }

  private void believe(List<Publication.Content> doubted) {
    doubtedRevisions = doubted.stream().map(Publication.Content::revision).toList();
    doubtedHashes = doubted.stream().map(Publication.Content::hash).toList();
  }

  /** Nothing certain, or certainly not now: it is tried again. */
  void retry(String why, Instant at, Instant now) {
    become(UpdateState.REQUESTED, why, now);
    retryAt = at;
    leaseUntil = null;
  }

  void succeed(Instant now) {
    become(UpdateState.UPDATED, null, now);
    believe(List.of());
    leaseUntil = null;
  }

  /**
   * It is not tried again. Where an earlier attempt may have got through, that alone does not say
   * what the post says.
   */
  void fail(String why, Instant now) {
    become(
        doubtedHashes.contains(contentHash) ? UpdateState.UNCONFIRMED : UpdateState.REFUSED,
        why,
        now);
    leaseUntil = null;
  }

  /** The network has said that the post does not stand there any more, whatever it said last. */
  void vanish(String why, Instant now) {
    become(UpdateState.REFUSED, why, now);
    believe(List.of());
    leaseUntil = null;
  }

  /** What its network said of what has just become of it; null if it said nothing. */
  void quote(String words) {
    networkSaid = words;
  }

  /** A person has seen that the post does not say it. */
  void exclude(String why, Instant now) {
    require(state == UpdateState.UNCONFIRMED, "is " + state.label());
    List<Publication.Content> others = new ArrayList<>(doubted());
    others.removeIf(one -> one.hash().equals(contentHash));
    believe(others);
    fail(why, now);
  }

  /** Whether it certainly does not stand, but an earlier wish may. */
  boolean leavesEarlierInDoubt() {
    return state == UpdateState.REFUSED && isInDoubt();
  }

  /** What is in doubt again is what was sent last. */
  void returnToDoubt(Instant now) {
    require(leavesEarlierInDoubt(), "leaves nothing in doubt");
    bind(doubted().getLast());
    become(UpdateState.UNCONFIRMED, EARLIER_UNKNOWN, now);
    leaseToken = null;
  }

  /** The revisions that the post may say by now, without that being certain. */
  List<Integer> possible() {
    List<Integer> all = new ArrayList<>(doubtedRevisions);
    if (state.isUnderWay() && !all.contains(revision)) {
      all.add(revision);
    }
    return all;
  }

  Publication.Content content() {
    return new Publication.Content(revision, contentHash);
  }

  Person requester() {
    return new Person(requestedBy, requestedByName);
  }

  private void bind(Publication.Content content) {
    revision = content.revision();
    contentHash = content.hash();
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
    networkSaid = null;
    changedAt = now;
  }
}
