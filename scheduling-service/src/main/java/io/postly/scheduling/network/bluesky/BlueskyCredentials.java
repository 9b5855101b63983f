package io.postly.scheduling.network.bluesky;

/** What a channel keeps of an account, encrypted: one of the two ways in. */
sealed interface BlueskyCredentials permits GrantedCredentials, PasswordCredentials {

  /** The server that held the account's posts when the credentials were got. */
  String server();

  /**
   * The server that is known to hold the account's posts, and not only said to by a server that
   * anybody may have named; else the one that was named.
   */
  String knownServer();

  /** What the account is known by for ever. */
  String did();
}
