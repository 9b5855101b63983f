package io.postly.scheduling.network;

import java.time.Duration;
import java.util.Optional;

/** What became of deleting a post from its network. Deleting may be repeated without harm. */
public sealed interface Removal {

  /** The post does not stand on the network any more, whoever took it away. */
  record Removed() implements Removal {}

  /**
   * The network will not delete it.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record Refused(String reason) implements Removal {}

  /**
   * Nothing certain: it may be tried again.
   *
   * @param reason a stable code, {@code snake_case}
   * @param retryAfter how long the network asks to be left alone, where it does
   */
  record NotNow(String reason, Optional<Duration> retryAfter) implements Removal {

    /** Of a network that does not say for how long. */
    public NotNow(String reason) {
      this(reason, Optional.empty());
    }
  }
}
