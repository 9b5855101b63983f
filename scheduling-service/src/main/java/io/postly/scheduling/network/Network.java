package io.postly.scheduling.network;

import java.util.Optional;
import java.util.UUID;

/**
 * The connector to one kind of social network, and the one place where its limits are written.
 * Implementations are CDI beans, called by many threads at once and always outside a transaction.
 */
public interface Network {

  /** The name used in channels, variants and events: lower case, never changed once used. */
  String name();

  /** The most characters (Unicode code points) that one post may have. */
  int maxCharacters();

  /**
   * Checks what a person wants to connect, without reaching the network.
   *
   * @param webhook the receiver, where the person named one
   * @throws io.postly.action.problem.ProblemException {@code invalid_input} if it is not what this
   *     network needs
   */
  Connection connect(Optional<WebhookTarget> webhook);

  /**
   * Sends a post, at most once. Never throws: whatever happens is one of the three outcomes, and
   * {@link Delivery.NotDelivered} only where it is certain that the network has not accepted the
   * post.
   *
   * @param credentials what {@link #connect} gave the channel, decrypted
   */
  Delivery deliver(Post post, Optional<String> credentials);

  /** Whether {@link #read} can tell anything. */
  default boolean isReadable() {
    return false;
  }

  /** Looks whether a post stands on the network; by default the network cannot be read. */
  default Reading read(UUID publicationId) {
    return new Reading.Unreadable();
  }
}
