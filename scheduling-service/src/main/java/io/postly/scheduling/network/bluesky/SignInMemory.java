package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What has to be known of a sign-in when the person comes back.
 *
 * @param issuer the server that they were sent to: no other may have sent them back
 * @param did the account that they named, or null if they named a server
 * @param keyId the key with which Postly has proved to be the client, or null if it has not
 * @param dpopKey the key that the code is bound to, and the tokens will be, as a JSON Web Key
 */
// What a later release has added is not of interest to this one.
@JsonIgnoreProperties(ignoreUnknown = true)
@RegisterForReflection
record SignInMemory(String issuer, String did, String keyId, String dpopKey) {

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a sign-in at " + issuer;
  }
}
