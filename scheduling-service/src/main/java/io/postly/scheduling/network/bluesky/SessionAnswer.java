package io.postly.scheduling.network.bluesky;

import java.time.Duration;
import java.util.Optional;

/** What came of asking for a session. */
sealed interface SessionAnswer {

  /** There is one. */
  record SignedIn(Session session) implements SessionAnswer {}

  /** There is none. */
  sealed interface NoSession extends SessionAnswer {}

  /**
   * The server has said in so many words that it does not accept the account.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record Refused(String reason) implements NoSession {}

  /**
   * Nothing that speaks against the account: it may be tried again.
   *
   * @param reason a stable code, {@code snake_case}
   * @param retryAfter how long the server asks to be left alone, where it does
   */
  record NotNow(String reason, Optional<Duration> retryAfter) implements NoSession {

    NotNow(String reason) {
      this(reason, Optional.empty());
    }
  }
}
