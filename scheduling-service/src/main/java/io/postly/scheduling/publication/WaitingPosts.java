package io.postly.scheduling.publication;

import io.postly.scheduling.channel.ChannelPosts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The posts of a channel that is to go. */
@ApplicationScoped
class WaitingPosts implements ChannelPosts {

  static final String CHANNEL_DISCONNECTED = "channel_disconnected";

  private static final Set<PublicationState> UNSETTLED =
      EnumSet.of(
          PublicationState.CLAIMED, PublicationState.PUBLISHING, PublicationState.UNCONFIRMED);

  private final Publications publications;
  private final PublicationChanges changes;

  WaitingPosts(Publications publications, PublicationChanges changes) {
    this.publications = publications;
    this.changes = changes;
  }

  @Override
  public long countUnsettled(UUID channelId) {
    return publications.countOn(channelId, UNSETTLED);
  }

  @Override
  public long countWaiting(UUID channelId) {
    return publications.countOn(channelId, PublicationState.cancellable());
  }

  @Override
  public int cancelWaiting(UUID channelId, Instant now) {
    List<Publication> waiting = publications.lockOn(channelId, PublicationState.cancellable());
    waiting.forEach(
        publication -> changes.apply(publication, step -> step.cancel(CHANNEL_DISCONNECTED, now)));
    return waiting.size();
  }
}
