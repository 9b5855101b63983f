package io.postly.action.metric;

import java.time.Duration;
import java.util.Arrays;

/** The bounds of a timer's buckets. The objectives' bounds are among them. */
enum Buckets {
  /** None. */
  NONE(),
  /** Of a call: the objective is a second. */
  CALLS("PT0.01S", "PT0.025S", "PT0.05S", "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT10S"),
  /** Of a person's decision. */
  REVIEWS("PT1M", "PT10M", "PT1H", "PT4H", "P1D", "P3D", "P7D"),
  /** Of a post's lateness: the objective is ten seconds. */
  LAG(
      "PT0.1S", "PT0.25S", "PT0.5S", "PT1S", "PT2.5S", "PT5S", "PT10S", "PT30S", "PT1M", "PT5M",
      "PT1H");

  @SuppressWarnings("ImmutableEnumChecker") // Nobody is given it to change.
  private final Duration[] bounds;

  Buckets(String... bounds) {
    this.bounds = Arrays.stream(bounds).map(Duration::parse).toArray(Duration[]::new);
  }

  /** The array itself, since timers are looked up with it at every call. */
  Duration[] bounds() {
    return bounds;
  }
}
