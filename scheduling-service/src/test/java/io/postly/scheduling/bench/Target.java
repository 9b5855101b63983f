package io.postly.scheduling.bench;

import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where all posts go, and what they say.
 *
 * @param credentials of a channel to there, as the network wants them
 */
record Target(String url, String credentials) {

  static final String TEXT =
      "We have something to tell. It takes two or three sentences, as most posts do, and ends with"
          + " an address: https://example.com/news/2027/what-we-have-to-tell";

  private static final UUID SOMEWHERE = new UUID(0, 0);
  private static final Duration TIME_TO_SEND = Duration.ofSeconds(30);

  /** What receives webhooks there, signed with a secret that does not matter. */
  static Target at(String url) {
    return new Target(
        url,
        "{\"url\":\"%s\",\"secret\":\"whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\"}"
            .formatted(url));
  }

  /**
   * Sends a post as the service's dispatcher does, without looking anything up.
   *
   * @throws IllegalStateException if it was not taken
   */
  void send(Network webhook, UUID id, String text, Instant dueAt) {
    Post post = new Post(id, "workspace", SOMEWHERE, 1, SOMEWHERE, text, List.of(), dueAt);
    Delivery delivery =
        webhook.deliver(post, Optional.of(credentials), Instant.now().plus(TIME_TO_SEND));
    if (!(delivery instanceof Delivery.Delivered)) {
      throw new IllegalStateException("Not taken: " + delivery);
    }
  }
}
