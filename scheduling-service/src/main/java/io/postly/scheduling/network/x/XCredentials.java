package io.postly.scheduling.network.x;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a channel on X keeps, encrypted.
 *
 * @param accountId what X knows the account by
 * @param username its name when it was connected; X leads on from an older one
 * @param uploads whether the account has let Postly upload pictures, which it was not asked for
 *     before there were any; left out if not, since earlier releases do not know it
 */
@RegisterForReflection
record XCredentials(
    String accountId,
    String username,
    String accessToken,
    String refreshToken,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean uploads) {

  /** With what a renewal has given, which allows what the former tokens did. */
  XCredentials with(String newAccessToken, String newRefreshToken) {
    return new XCredentials(accountId, username, newAccessToken, newRefreshToken, uploads);
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
