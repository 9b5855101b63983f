package io.postly.gateway.exchange;

import java.time.Duration;
import java.time.Instant;

/**
 * A token that services accept.
 *
 * @param value the token itself
 * @param expiresAt when services cease to accept it
 */
record ServiceToken(String value, Instant expiresAt) {

  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** How long it can still be sent without expiring on the way; never negative. */
  Duration usableFor(Instant now) {
    Duration left = Duration.between(now, expiresAt.minus(MARGIN));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "ServiceToken[expiresAt=" + expiresAt + "]";
  }
}
