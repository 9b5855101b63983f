package io.postly.scheduling.network;

import java.time.Duration;
import java.util.Optional;

/** What came of asking a network for new credentials in place of those that end. */
public sealed interface Renewal {

  /**
   * The network gave new ones; those from before may be worth nothing any more.
   *
   * @param credentials in the form of {@link Connection#credentials}
   */
  record Renewed(String credentials, Lifetime lifetime) implements Renewal {

    /** Without what no log may show. */
    @Override
    public String toString() {
      return "renewed credentials";
    }
  }

  /** The network says that these credentials cannot be renewed; it counts when said once more. */
  record Refused() implements Renewal {}

  /**
   * Nothing certain is known, or it is not the account's fault: it is to be asked again.
   *
   * @param reason a stable code, {@code snake_case}
   * @param retryAfter how long the network asks to be left alone, where it does
   */
  record NotNow(String reason, Optional<Duration> retryAfter) implements Renewal {}

  /** Nothing was asked for, since this process ends; another one may ask at once. */
  record NotAsked() implements Renewal {}
}
