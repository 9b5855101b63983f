package io.postly.scheduling.network;

import java.time.Duration;
import java.util.Optional;

/** What came of giving credentials back to their network. */
public sealed interface Revocation {

  /** What a network ends together with the credentials that are given back to it. */
  enum Reach {
    /** Nothing can be given back. */
    NOTHING,

    /** What this one sign-in has given, and nothing else of the same account. */
    SIGN_IN,

    /**
     * Perhaps everything that the account has let this installation do: other channels of the
     * account could end with it.
     */
    ACCOUNT
  }

  /** The network does not accept the credentials any more. */
  record Revoked() implements Revocation {}

  /** Nothing was granted that could be ended: an app password is its owner's to delete. */
  record Needless() implements Revocation {}

  /**
   * The network has not ended them, as far as is known.
   *
   * @param reason a stable code, {@code snake_case}
   * @param retryable whether it may work another time, and asking again may end nothing else
   * @param retryAfter how long the network asks to be left alone, where it does
   */
  record NotRevoked(String reason, boolean retryable, Optional<Duration> retryAfter)
      implements Revocation {

    /** By a network that does not say when it would work. */
    public NotRevoked(String reason, boolean retryable) {
      this(reason, retryable, Optional.empty());
    }
  }
}
