package io.postly.scheduling.retry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** When a message that did not get through is sent again. */
public final class RetrySchedule {

  /** The longest that a receiver may ask to be left alone. */
  static final Duration LONGEST_ASKED = Duration.ofHours(24);

  private static final double LEAST = 0.8;
  private static final double SPREAD = 0.4;

  private final List<Duration> delays;
  private final DoubleSupplier random;

  /**
   * A schedule by given numbers.
   *
   * @param delays after each failure but the last
   * @param random gives numbers from 0 to 1: many messages that fail at once are not to come back
   *     at once
   */
  RetrySchedule(List<Duration> delays, DoubleSupplier random) {
    this.delays = List.copyOf(delays);
    this.random = random;
  }

  /** A schedule for messages of this process. */
  public RetrySchedule(List<Duration> delays) {
    this(delays, () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * How long to wait after that many failures; empty if it is given up.
   *
   * @param failures at least 1
   * @param asked how long the receiver asks to be left alone, where it does
   */
  public Optional<Duration> delay(int failures, Optional<Duration> asked) {
    if (failures > delays.size()) {
      return Optional.empty();
    }
    Duration own = spread(delays.get(failures - 1));
    Duration wanted = asked.map(RetrySchedule::bounded).orElse(Duration.ZERO);
    return Optional.of(own.compareTo(wanted) < 0 ? wanted : own);
  }

  private Duration spread(Duration delay) {
    double factor = LEAST + SPREAD * random.getAsDouble();
    return Duration.ofMillis(Math.round(delay.toMillis() * factor));
  }

  /** As long as was asked, and not longer than is reasonable. */
  public static Duration bounded(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
  }
}
