package io.postly.scheduling.network;

import java.time.Instant;
import java.util.Optional;

/** What became of sending a post. Only a certain outcome is ever called one. */
public sealed interface Delivery {

  /** The reason of what was not sent because the time to send it was over. */
  String LEASE_LOST = "lease_lost";

  /**
   * The network accepted the post.
   *
   * @param at when it did
   * @param url where the post can be seen, where the network says so
   */
  record Delivered(Instant at, Optional<String> url) implements Delivery {}

  /**
   * It is certain that the network did not accept the post.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record NotDelivered(String reason) implements Delivery {}

  /**
   * The post may or may not stand on the network. It must not be sent again.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record Unknown(String reason) implements Delivery {}
}
