package io.postly.scheduling.channel;

import io.postly.scheduling.SchedulingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Encrypts what is kept secret, each value for one owner only: a channel, an endpoint. */
@ApplicationScoped
public class CredentialVault {

  private final KeyRing keys;

  @Inject
  CredentialVault(SchedulingConfig config) {
    this(new KeyRing(config.credentialsKey(), config.previousCredentialsKeys().orElse(List.of())));
  }

  CredentialVault(KeyRing keys) {
    this.keys = keys;
  }

  /** The name of the key that this replica encrypts with, as it stands in what is encrypted. */
  String currentKey() {
    return keys.currentId();
  }

  /** The names of the keys that this replica only decrypts with. */
  Set<String> formerKeys() {
    return keys.formerIds();
  }

  /** Encrypts for that owner. */
  public String encrypt(UUID ownerId, String secret) {
    return keys.encrypt(secret, ownerId.toString());
  }

  /**
   * What was encrypted for that owner.
   *
   * @throws MissingKeyException if it was encrypted with a key that this replica has not
   * @throws IllegalStateException if it cannot be read with any, as when it was encrypted for
   *     another owner
   */
  public Optional<String> decrypt(UUID ownerId, Optional<String> encrypted) {
    return encrypted.map(value -> decrypt(ownerId, value));
  }

  /** Like {@link #decrypt(UUID, Optional)}, where there is something to decrypt. */
  public String decrypt(UUID ownerId, String encrypted) {
    return keys.decrypt(encrypted, ownerId.toString());
  }
}
