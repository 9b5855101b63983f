package io.postly.scheduling.removal;

import java.util.Arrays;
import java.util.Locale;

/** What has become of a person's wish that a published post be deleted from its network. */
public enum RemovalState {
  /** The network is being asked, or will be. */
  REQUESTED,
  /** The post does not stand on the network any more. */
  REMOVED,
  /** The network will not delete it, or has not answered for too long. */
  REFUSED;

  /** The name used in answers, events and the database; never changed once used. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RemovalState of(String label) {
    return Arrays.stream(values())
        .filter(state -> state.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No such state: " + label));
  }
}
