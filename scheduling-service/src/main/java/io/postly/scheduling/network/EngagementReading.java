package io.postly.scheduling.network;

import java.time.Duration;
import java.util.Optional;

/** What came of asking a network how people have taken a post. */
public sealed interface EngagementReading {

  /** The network told. */
  record Counted(Engagement engagement) implements EngagementReading {}

  /** The post does not stand on the network any more. */
  record Gone() implements EngagementReading {}

  /**
   * The network did not tell this time.
   *
   * @param retryAfter how long the network asks to be left alone, where it does
   */
  record Untold(Optional<Duration> retryAfter) implements EngagementReading {

    /** Of a network that does not say for how long. */
    public Untold() {
      this(Optional.empty());
    }
  }
}
