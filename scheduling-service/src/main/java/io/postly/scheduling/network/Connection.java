package io.postly.scheduling.network;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a channel keeps of a connected account.
 *
 * @param credentials what the network's other methods need; kept encrypted
 * @param accountId what the network itself knows the account by, whatever it is called: who
 *     reconnects a channel must be the same; empty where the network has no accounts
 * @param address what people may see of the account's address, without secrets
 * @param maxCharacters the most that one post of this account may have, where that differs from the
 *     network's
 * @param generatedSecret a secret made for the person, to be shown once
 * @param lifetime how long the credentials last
 * @param takesUpdates whether the person has said that the receiver heeds changes of posts; only
 *     where that is up to the receiver
 */
public record Connection(
    Optional<String> credentials,
    Optional<String> accountId,
    Optional<String> address,
    OptionalInt maxCharacters,
    Optional<String> generatedSecret,
    Lifetime lifetime,
    boolean takesUpdates) {

  /** With the network alone to say whether posts can be changed. */
  public Connection(
      Optional<String> credentials,
      Optional<String> accountId,
      Optional<String> address,
      OptionalInt maxCharacters,
      Optional<String> generatedSecret,
      Lifetime lifetime) {
    this(credentials, accountId, address, maxCharacters, generatedSecret, lifetime, false);
  }

  /** With credentials that last until somebody revokes them. */
  public Connection(
      Optional<String> credentials,
      Optional<String> accountId,
      Optional<String> address,
      OptionalInt maxCharacters,
      Optional<String> generatedSecret) {
    this(credentials, accountId, address, maxCharacters, generatedSecret, Lifetime.unlimited());
  }

  /** The same account with other credentials. */
  public Connection with(Optional<String> other) {
    return new Connection(
        other, accountId, address, maxCharacters, generatedSecret, lifetime, takesUpdates);
  }

  /** An account that needs neither address nor credentials. */
  static Connection withoutCredentials() {
    return new Connection(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return address.orElse("an account");
  }
}
