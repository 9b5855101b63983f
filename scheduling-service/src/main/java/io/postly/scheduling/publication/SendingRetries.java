package io.postly.scheduling.publication;

import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.retry.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When what a network has certainly not accepted, for the moment only, is sent again, or what may
 * be sent twice: as long as it is not too late.
 *
 * @param grace how long after its time something may still be sent
 */
record SendingRetries(RetrySchedule schedule, Duration grace) {

  /**
   * When the next attempt is made; empty if none is.
   *
   * @param attempt the number of the one that failed, from 1
   * @param time when it was to go out
   */
  Optional<Instant> next(Delivery.NotDelivered failure, int attempt, Instant time, Instant now) {
    return failure.isTemporary()
        ? next(attempt, failure.retryAfter(), time, now)
        : Optional.empty();
  }

  /**
   * Like {@link #next(Delivery.NotDelivered, int, Instant, Instant)}, of what may be sent again
   * whatever came of it.
   *
   * @param retryAfter how long the network asks to be left alone, where it does
   */
  Optional<Instant> next(int attempt, Optional<Duration> retryAfter, Instant time, Instant now) {
    return schedule
        .delay(attempt, retryAfter)
        .map(now::plus)
        .filter(again -> again.isBefore(time.plus(grace)));
  }
}
