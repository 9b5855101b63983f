package io.postly.scheduling.network;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast posts may follow each other, of one channel or of all that share a server: in any length
 * of time no more than the burst and one for each interval.
 *
 * @param burst how many may go at once after a pause; at least 1
 * @param interval after which one more may go
 */
public record SendingPace(int burst, Duration interval) {

  /**
   * Whether one may go now.
   *
   * @param freeAt as of {@link #afterOne}; null if none has gone yet
   */
  public static boolean isTurn(Instant freeAt, Instant now) {
    return freeAt == null || !freeAt.isAfter(now);
  }

  /**
   * When the next is free to go if one goes now; earlier than now, while there are turns saved up.
   */
  public Instant afterOne(Instant freeAt, Instant now) {
    Instant earliest = now.minus(interval.multipliedBy(burst - 1L));
    Instant free = freeAt == null || freeAt.isBefore(earliest) ? earliest : freeAt;
    return free.plus(interval);
  }
}
