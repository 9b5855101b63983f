package io.postly.scheduling.network.linkedin;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a channel on LinkedIn keeps, encrypted.
 *
 * @param memberId what LinkedIn knows the member by, to this app
 */
@RegisterForReflection
record LinkedInCredentials(String memberId, String accessToken) {

  /** How LinkedIn names the author of a post. */
  String author() {
    return "urn:li:person:" + memberId;
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a member of LinkedIn";
  }
}
