package io.postly.local.workflow;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Waits for what an event is still to bring about. */
final class Eventually {

  private Eventually() {}

  static void holds(ThrowingRunnable assertion) {
    within(Duration.ofMinutes(1), assertion);
  }

  static void within(Duration patience, ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(assertion);
  }

  /** Looks on for a while whether something that must not happen does. */
  static void staysTrue(Duration length, Callable<Boolean> condition) {
    Awaitility.await()
        .during(length)
        .atMost(length.plusSeconds(5))
        .pollInterval(Duration.ofMillis(200))
        .until(condition);
  }
}
