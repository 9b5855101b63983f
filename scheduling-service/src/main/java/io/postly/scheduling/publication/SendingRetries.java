package io.postly.scheduling.publication;

import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.retry.RetrySchedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When what a network has certainly not accepted, but may accept later, is sent again, or what may
 * be sent twice: as long as it is not too late.
 *
 * @param grace how long after its time something may still be sent
 */
record SendingRetries(RetrySchedule schedule, Duration grace) {

  /**
   * When the next attempt is made; empty if none is. What was refused together with the account is
   * not lost: it waits for as long as its channel does, however often it was tried before.
   *
   * @param attempt the number of the one that failed, from 1
   * @param time when it was to go out
   * @param isChannelInTrouble whether nothing goes out on its channel until a person has mended it
   */
  Optional<Instant> next(
      Delivery.NotDelivered failure,
      int attempt,
      Instant time,
      boolean isChannelInTrouble,
      Instant now) {
    return switch (failure.cause()) {
      case POST, KIND -> Optional.empty();
      case ACCOUNT ->
          isChannelInTrouble ? Optional.of(now) : next(attempt, failure.retryAfter(), time, now);
      case CREDENTIALS, PASSING, POSTLY -> next(attempt, failure.retryAfter(), time, now);
    };
  }

  /**
   * Like {@link #next(Delivery.NotDelivered, int, Instant, boolean, Instant)}, of what may be sent
   * again whatever came of it.
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
