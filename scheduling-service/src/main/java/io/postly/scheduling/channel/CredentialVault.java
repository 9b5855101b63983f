package io.postly.scheduling.channel;

import io.postly.scheduling.SchedulingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Encrypts what channels keep secret, each value for one channel only. */
@ApplicationScoped
public class CredentialVault {

  private final KeyRing keys;

  CredentialVault(SchedulingConfig config) {
    this.keys =
        new KeyRing(config.credentialsKey(), config.previousCredentialsKeys().orElse(List.of()));
  }

  String encrypt(UUID channelId, String credentials) {
    return keys.encrypt(credentials, channelId.toString());
  }

  /**
   * The credentials of a channel.
   *
   * @throws IllegalStateException if they were encrypted for another channel, or with a key that is
   *     not configured
   */
  public Optional<String> decrypt(UUID channelId, Optional<String> encrypted) {
    return encrypted.map(value -> keys.decrypt(value, channelId.toString()));
  }
}
