package io.postly.scheduling.network;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast posts of one channel may follow each other: in any length of time no more than the burst
 * and one for each interval.
 *
 * @param burst how many may go at once after a pause; at least 1
 * @param interval after which one more may go
 */
public record SendingPace(int burst, Duration interval) {

  /** When, at the latest, the next one is free to go if the one before was free to go then. */
  public Instant after(Instant freeAt) {
    return freeAt.plus(interval);
  }

  /** From when on posts may be saved up for a burst at that instant. */
  public Instant earliest(Instant now) {
    return now.minus(interval.multipliedBy(burst - 1L));
  }
}
