package io.postly.scheduling.network;

import java.util.Optional;

/**
 * What a channel keeps of a connected account.
 *
 * @param credentials what the network's {@code deliver} needs; kept encrypted
 * @param address what people may see of the account's address, without secrets
 * @param generatedSecret a secret made for the person, to be shown once
 */
public record Connection(
    Optional<String> credentials, Optional<String> address, Optional<String> generatedSecret) {

  /** An account that needs neither address nor credentials. */
  static Connection withoutCredentials() {
    return new Connection(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
