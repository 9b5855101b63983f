package io.postly.scheduling.channel;

import java.util.Optional;
import java.util.UUID;

/**
 * Credentials that no channel needs any more, as they wait to be given back to their network.
 *
 * @param accountId as of {@link io.postly.scheduling.network.Connection#accountId}; empty where
 *     nobody knows whose they are
 * @param ownerId what they are encrypted for, as of {@link CredentialVault}
 */
record SealedCredentials(
    String network, Optional<String> accountId, UUID ownerId, String encrypted) {

  /** Without what no log may show. */
  @Override
  public String toString() {
    return network + " credentials of " + ownerId;
  }
}
