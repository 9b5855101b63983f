package io.postly.scheduling.network.mastodon;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a Mastodon channel keeps, encrypted.
 *
 * @param server the server's origin
 * @param accountId what the server knows the account by
 * @param visibility who sees the posts, or null if the account's own setting decides
 */
@RegisterForReflection
record MastodonCredentials(String server, String accountId, String accessToken, String visibility) {

  /** The same, seen by whoever sees the posts so far, unless that has been chosen anew. */
  MastodonCredentials after(MastodonCredentials former) {
    return visibility == null
        ? new MastodonCredentials(server, accountId, accessToken, former.visibility())
        : this;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "an account of " + server;
  }
}
