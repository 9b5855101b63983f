package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a channel keeps of an account that Postly signs in to with an app password, encrypted.
 *
 * @param service the server to sign in to
 * @param server the server that held the account's posts when it was connected; it may be another
 *     one by now, as each session tells
 * @param did what the account is known by for ever
 * @param handle what people knew it by when it was connected
 * @param appPassword what Postly signs in with
 */
// What a later release has added is not of interest to this one.
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
record PasswordCredentials(
    String service, String server, String did, String handle, String appPassword)
    implements BlueskyCredentials {

  /** Bluesky's own service: it says of an account what the account's document does. */
  static final String BLUESKY = "https://bsky.social";

  @Override
  public String knownServer() {
    return service.equals(BLUESKY) ? server : service;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "the credentials of an account on Bluesky";
  }
}
