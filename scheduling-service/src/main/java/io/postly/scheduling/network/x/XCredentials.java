package io.postly.scheduling.network.x;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a channel on X keeps, encrypted.
 *
 * @param accountId what X knows the account by
 * @param username its name when it was connected; X leads on from an older one
 */
@RegisterForReflection
record XCredentials(String accountId, String username, String accessToken, String refreshToken) {

  XCredentials with(String newAccessToken, String newRefreshToken) {
    return new XCredentials(accountId, username, newAccessToken, newRefreshToken);
  }

  /** Where people see a post of the account. */
  String url(String postId) {
    return "https://x.com/" + username + "/status/" + postId;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "@" + username;
  }
}
