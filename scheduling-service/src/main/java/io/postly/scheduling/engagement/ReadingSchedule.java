package io.postly.scheduling.engagement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How old a post is each time that its engagement is read. What was not read in its time is not
 * made up for: the next reading tells more than it would have.
 */
final class ReadingSchedule {

  /** The most that a pause is lengthened by, so that what went out together is read apart. */
  private static final double SPREAD = 0.1;

  private final List<Duration> ages;
  private final DoubleSupplier random;

  /**
   * A schedule.
   *
   * @param ages at least one, since the publication, each longer than the one before
   * @param random gives numbers from 0 to 1
   */
  ReadingSchedule(List<Duration> ages, DoubleSupplier random) {
    this.ages = List.copyOf(ages);
    this.random = random;
  }

  /** Whether each age is longer than the one before. */
  static boolean isAscending(List<Duration> ages) {
    Duration before = Duration.ZERO;
    for (Duration age : ages) {
      if (age.compareTo(before) <= 0) {
        return false;
      }
      before = age;
    }
    return true;
  }

  /** When a post is read next; empty if it is not read any more. */
  Optional<Instant> next(Instant publishedAt, Instant now) {
    return ages.stream()
        .map(publishedAt::plus)
        .filter(now::isBefore)
        .findFirst()
        .map(planned -> planned.plus(spread(Duration.between(now, planned))));
  }

  /** How old a post is when it is read for the last time. */
  Duration lastAge() {
    return ages.getLast();
  }

  private Duration spread(Duration pause) {
    return Duration.ofMillis(Math.round(pause.toMillis() * SPREAD * random.getAsDouble()));
  }
}
