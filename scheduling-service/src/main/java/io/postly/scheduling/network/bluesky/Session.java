package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import java.time.Instant;

/**
 * What an account's server gave for a password or for an earlier session.
 *
 * @param did the account
 * @param handle what people know the account by at this moment
 * @param server holds the account's posts and takes its calls
 * @param accessToken goes with each call
 * @param refreshToken gets the next session, once
 * @param freshUntil from this instant on the access token is not worth sending; {@link Instant#MAX}
 *     where it does not tell
 */
record Session(
    String did,
    String handle,
    HttpAddress server,
    String accessToken,
    String refreshToken,
    Instant freshUntil) {

  boolean isFresh(Instant now) {
    return now.isBefore(freshUntil);
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a session on Bluesky";
  }
}
