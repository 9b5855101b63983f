package io.postly.scheduling.channel;

import java.time.Instant;
import java.util.UUID;

/** What stands in the way of disconnecting a channel. */
public interface ChannelPosts {

  /** Posts that are being sent, or of which it is not known whether they stand. */
  long countUnsettled(UUID channelId);

  /** Posts that are to go out on the channel. */
  long countWaiting(UUID channelId);

  /**
   * Cancels what is to go out on the channel, in the caller's transaction.
   *
   * @return how many posts there were
   */
  int cancelWaiting(UUID channelId, Instant now);
}
