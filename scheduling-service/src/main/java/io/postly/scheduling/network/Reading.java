package io.postly.scheduling.network;

import java.time.Instant;
import java.util.Optional;

/** What reading a network tells of a post that may have been sent. */
public sealed interface Reading {

  /**
   * The post stands on the network.
   *
   * @param at since when
   * @param url where people can see it, where the network says so
   * @param reference what the network itself knows the post by
   */
  record Found(Instant at, Optional<String> url, Optional<String> reference) implements Reading {}

  /** The network holds no such post at this moment. */
  record Absent() implements Reading {}

  /** The network cannot be read, or not now. */
  record Unreadable() implements Reading {}
}
