package io.postly.scheduling.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** A time in which nothing goes out, local to the workspace's time zone. */
sealed interface Blackout {

  /** Why, in a person's words. */
  String reason();

  /** The local end of the window that a local time is in, the end itself not included. */
  Optional<LocalDateTime> localEnd(LocalDateTime local);

  /** The end of the window that an instant is in; empty if it is in none. */
  default Optional<Instant> endIfWithin(Instant at, ZoneId zone) {
    return localEnd(at.atZone(zone).toLocalDateTime())
        .map(end -> firstNotBefore(end, zone))
        // Where the clock has just been set back, the local end has been once, and comes again.
        .map(end -> end.isAfter(at) ? end : secondOf(end, zone));
  }

  /**
   * The first instant at which the clock shows that time or a later one: where clocks are set
   * forward over it, the one at which they are.
   */
  private static Instant firstNotBefore(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : ZonedDateTime.ofLocal(local, zone, null).toInstant();
  }

  private static Instant secondOf(Instant first, ZoneId zone) {
    return first.atZone(zone).withLaterOffsetAtOverlap().toInstant();
  }

  /**
   * Every week, from a time of one day until a time of the same day or a later one.
   *
   * @param to if it is not after from in the week, the window ends in the week after
   */
  record Weekly(String reason, WeekTime from, WeekTime to) implements Blackout {

    @Override
    public Optional<LocalDateTime> localEnd(LocalDateTime local) {
      LocalDateTime start = from.lastUntil(local);
      LocalDateTime end = to.firstAfter(start);
      return local.isBefore(end) ? Optional.of(end) : Optional.empty();
    }
  }

  /** A local time of each week. */
  record WeekTime(DayOfWeek day, LocalTime time) {

    /** The last time that this was, up to a local time. */
    LocalDateTime lastUntil(LocalDateTime local) {
      LocalDateTime same =
          local.toLocalDate().with(TemporalAdjusters.previousOrSame(day)).atTime(time);
      return same.isAfter(local) ? same.minusWeeks(1) : same;
    }

    /** The first time that this is, after a local time. */
    LocalDateTime firstAfter(LocalDateTime local) {
      LocalDateTime same = local.toLocalDate().with(TemporalAdjusters.nextOrSame(day)).atTime(time);
      return same.isAfter(local) ? same : same.plusWeeks(1);
    }
  }

  /**
   * Whole days.
   *
   * @param last the last of them
   */
  record Days(String reason, LocalDate first, LocalDate last) implements Blackout {

    @Override
    public Optional<LocalDateTime> localEnd(LocalDateTime local) {
      LocalDate day = local.toLocalDate();
      return day.isBefore(first) || day.isAfter(last)
          ? Optional.empty()
          : Optional.of(last.plusDays(1).atStartOfDay());
    }
  }
}
