package io.postly.scheduling.publication;

import java.time.Duration;
import java.time.Instant;

/**
 * Since when a post stands. A network's server may be a stranger's, and says what it likes: a time
 * at which the post cannot have been published is not believed, whatever network says it.
 */
final class PublishedTime {

  /** How much earlier than ours a server's clock may be. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private PublishedTime() {}

  /**
   * The time that was told if it may be so, or else now.
   *
   * @param due when the post was to go out; it has not been sent earlier
   */
  static Instant of(Instant told, Instant due, Instant now) {
    return told.isBefore(due.minus(CLOCKS_DIFFER)) || told.isAfter(now) ? now : told;
  }
}
