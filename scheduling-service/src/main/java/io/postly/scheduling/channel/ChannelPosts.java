package io.postly.scheduling.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The posts of a channel that is to go. */
public interface ChannelPosts {

  /**
   * What has not ended on a channel.
   *
   * @param sending how many posts are about to be sent or being sent
   * @param unconfirmed how many posts, or new texts of them, may or may not stand on the network
   * @param waiting the posts that wait to go out, locked
   * @param threads how many posts have parts of their threads that wait to go out, locked
   * @param updates how many published posts wait for another text, locked
   */
  record Unfinished(long sending, long unconfirmed, List<UUID> waiting, int threads, int updates) {}

  /**
   * Takes the locks of what waits on the channel, and lets nobody plan anything more there until
   * the transaction ends. Take it before the channel's own lock.
   *
   * @return empty if what waits changes at this moment
   */
  Optional<Unfinished> lock(String workspace, UUID channelId);

  /** Cancels posts whose locks are held, and ends the channel's threads and updates. */
  void cancel(UUID channelId, List<UUID> waiting, Instant now);
}
