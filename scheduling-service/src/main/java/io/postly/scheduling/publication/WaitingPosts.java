package io.postly.scheduling.publication;

import io.postly.scheduling.channel.ChannelPosts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The posts of a channel that is to go. */
@ApplicationScoped
class WaitingPosts implements ChannelPosts {

  static final String CHANNEL_DISCONNECTED = "channel_disconnected";

  private final Publications publications;
  private final PublicationChanges changes;
  private final Parts parts;
  private final PostUpdates updates;
  private final ChannelLocks locks;
  private final Clock clock;

  WaitingPosts(
      Publications publications,
      PublicationChanges changes,
      Parts parts,
      PostUpdates updates,
      ChannelLocks locks,
      Clock clock) {
    this.publications = publications;
    this.changes = changes;
    this.parts = parts;
    this.updates = updates;
    this.locks = locks;
    this.clock = clock;
  }

  @Override
  public Optional<Unfinished> lock(String workspace, UUID channelId) {
    Map<UUID, UUID> locked = publications.waitingWithDrafts(channelId);
    return locks
        .lock(workspace, channelId, () -> locked)
        .map(_ -> publications.statesOn(channelId))
        .map(WaitingPosts::unfinished)
        // What a dispatcher has just given back, and what was planned meanwhile, is not locked.
        .filter(unfinished -> locked.keySet().containsAll(unfinished.waiting()))
        .flatMap(unfinished -> withThreads(channelId, unfinished))
        .flatMap(unfinished -> withUpdates(channelId, unfinished));
  }

  private static Unfinished unfinished(Map<UUID, PublicationState> states) {
    List<UUID> waiting =
        states.entrySet().stream()
            .filter(post -> post.getValue().isCancellable())
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    long unconfirmed =
        states.values().stream().filter(state -> state == PublicationState.UNCONFIRMED).count();
    return new Unfinished(states.size() - waiting.size() - unconfirmed, unconfirmed, waiting, 0, 0);
  }

  /**
   * Parts are locked before queues; here they come after, and none is waited for.
   *
   * @return empty if a part is locked by somebody else
   */
  private Optional<Unfinished> withThreads(UUID channelId, Unfinished posts) {
    List<PublicationPart> planned = parts.lockPlannedOn(channelId);
    List<PublicationPart> notEnded = parts.notEndedOn(channelId);
    return planned.containsAll(in(PartState.PLANNED, notEnded))
        ? Optional.of(withThreads(posts, planned, notEnded))
        : Optional.empty();
  }

  private Unfinished withThreads(
      Unfinished posts, List<PublicationPart> planned, List<PublicationPart> notEnded) {
    Instant now = clock.instant();
    long claimed =
        planned.stream()
            .filter(part -> part.leaseUntil != null && now.isBefore(part.leaseUntil))
            .count();
    long waiting =
        planned.stream()
            .filter(part -> part.turnAt != null)
            .map(part -> part.publicationId)
            .distinct()
            .count();
    return new Unfinished(
        posts.sending() + claimed + in(PartState.SENDING, notEnded).size(),
        posts.unconfirmed() + in(PartState.UNCONFIRMED, notEnded).size(),
        posts.waiting(),
        Math.toIntExact(waiting),
        0);
  }

  /**
   * Locked after parts, and as they are: none is waited for.
   *
   * @return empty if one is locked by somebody else
   */
  private Optional<Unfinished> withUpdates(UUID channelId, Unfinished posts) {
    List<PostUpdate> requested = updates.lockRequestedOn(channelId);
    List<PostUpdate> notEnded = updates.notEndedOn(channelId);
    return requested.containsAll(updatesIn(UpdateState.REQUESTED, notEnded))
        ? Optional.of(withUpdates(posts, requested, notEnded))
        : Optional.empty();
  }

  private Unfinished withUpdates(
      Unfinished posts, List<PostUpdate> requested, List<PostUpdate> notEnded) {
    Instant now = clock.instant();
    long tried = requested.stream().filter(update -> mayArrive(update, now)).count();
    return new Unfinished(
        posts.sending() + tried + updatesIn(UpdateState.SENDING, notEnded).size(),
        posts.unconfirmed() + updatesIn(UpdateState.UNCONFIRMED, notEnded).size(),
        posts.waiting(),
        posts.threads(),
        requested.size());
  }

  /** Whether it is about to be sent, or was and has had no answer: it is tried until it has. */
  private boolean mayArrive(PostUpdate update, Instant now) {
    return (update.leaseUntil != null && now.isBefore(update.leaseUntil))
        || updates.leavesDoubt(update);
  }

  private static List<PostUpdate> updatesIn(UpdateState state, List<PostUpdate> updates) {
    return updates.stream().filter(update -> update.state == state).toList();
  }

  private static List<PublicationPart> in(PartState state, List<PublicationPart> parts) {
    return parts.stream().filter(part -> part.state == state).toList();
  }

  @Override
  public void cancel(UUID channelId, List<UUID> waiting, Instant now) {
    for (UUID id : waiting) {
      changes.apply(publications.lock(id), step -> step.cancel(CHANNEL_DISCONNECTED, now));
    }
    for (PublicationPart part : parts.lockPlannedOn(channelId)) {
      parts.apply(part, step -> step.fail(CHANNEL_DISCONNECTED, now));
    }
    for (PostUpdate update : updates.lockRequestedOn(channelId)) {
      updates.fail(update, CHANNEL_DISCONNECTED, now);
    }
  }
}
