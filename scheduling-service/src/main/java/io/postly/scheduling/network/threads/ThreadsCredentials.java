package io.postly.scheduling.network.threads;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a channel on Threads keeps, encrypted.
 *
 * @param profileId what Threads knows the profile by
 */
@RegisterForReflection
record ThreadsCredentials(String profileId, String accessToken) {

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a profile on Threads";
  }
}
