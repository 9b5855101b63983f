package io.postly.scheduling.publication;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A local time that comes again and again. It is the local time that repeats: changes of the clocks
 * move the instant, and what they skip or repeat is read as every local time is.
 *
 * @param start the first local time
 * @param interval every how many units; at least 1
 * @param weekdays of weeks, the days; the start's is one of them
 */
record Recurrence(
    LocalDateTime start, ZoneId zone, Unit every, int interval, Set<DayOfWeek> weekdays) {

  /** What is counted from one time to the next. */
  enum Unit {
    DAY,
    /** From Monday to Sunday. */
    WEEK,
    /** A month without the start's day has the time on its last day. */
    MONTH
  }

  /**
   * The instants, the first first, without end. Where a change of clocks makes two times meet, they
   * are one instant.
   *
   * @param first the instant of the start: of a time that occurs twice it may be the second
   */
  Stream<Instant> from(Instant first) {
    return Stream.concat(
            Stream.of(first), localTimes().skip(1).map(time -> PublishTime.instant(time, zone)))
        .distinct();
  }

  private Stream<LocalDateTime> localTimes() {
    return switch (every) {
      case DAY -> steps(start::plusDays);
      case MONTH -> steps(start::plusMonths);
      case WEEK ->
          steps(start.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))::plusWeeks)
              .flatMap(this::days)
              .dropWhile(time -> time.isBefore(start));
    };
  }

  /** Each from the start, so that a short month does not shorten those after it. */
  private Stream<LocalDateTime> steps(Function<Integer, LocalDateTime> after) {
    return IntStream.iterate(0, steps -> steps + interval).boxed().map(after);
  }

  private Stream<LocalDateTime> days(LocalDateTime monday) {
    return new TreeSet<>(weekdays)
        .stream().map(day -> monday.plusDays(day.getValue() - DayOfWeek.MONDAY.getValue()));
  }
}
