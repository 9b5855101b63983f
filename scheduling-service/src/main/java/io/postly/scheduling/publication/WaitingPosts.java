package io.postly.scheduling.publication;

import io.postly.scheduling.channel.ChannelPosts;
import jakarta.enterprise.context.ApplicationScoped;
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
  private final ChannelLocks locks;

  WaitingPosts(Publications publications, PublicationChanges changes, ChannelLocks locks) {
    this.publications = publications;
    this.changes = changes;
    this.locks = locks;
  }

  @Override
  public Optional<Unfinished> lock(String workspace, UUID channelId) {
    Map<UUID, UUID> locked = publications.waitingWithDrafts(channelId);
    return locks
        .lock(workspace, channelId, () -> locked)
        .map(_ -> publications.statesOn(channelId))
        .map(WaitingPosts::unfinished)
        // What a dispatcher has just given back, and what was planned meanwhile, is not locked.
        .filter(unfinished -> locked.keySet().containsAll(unfinished.waiting()));
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
    return new Unfinished(states.size() - waiting.size() - unconfirmed, unconfirmed, waiting);
  }

  @Override
  public void cancel(List<UUID> waiting, Instant now) {
    for (UUID id : waiting) {
      changes.apply(publications.lock(id), step -> step.cancel(CHANNEL_DISCONNECTED, now));
    }
  }
}
