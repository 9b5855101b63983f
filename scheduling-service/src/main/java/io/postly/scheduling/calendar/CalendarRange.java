package io.postly.scheduling.calendar;

import io.postly.action.problem.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The part of the calendar that is asked for.
 *
 * @param from the first instant of it
 * @param to the first instant after it
 */
record CalendarRange(Instant from, Instant to) {

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");
  private static final int DEFAULT_DAYS = 31;
  private static final String FORM =
      "must be a date (2027-03-01) or an ISO 8601 time with an offset (2027-03-01T09:00:00+01:00)";

  /**
   * Reads a range. A date means its beginning in the workspace's time zone.
   *
   * @param from if null, the beginning of today
   * @param to if null, 31 days after the beginning
   * @param violations takes everything that is wrong; the result then means nothing
   */
  static CalendarRange read(
      String from, String to, ZoneId zone, Instant now, List<Violation> violations) {
    Instant today = now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    Instant start = from == null ? today : instant("from", from, zone, violations).orElse(today);
    Instant defaultEnd = start.atZone(zone).plusDays(DEFAULT_DAYS).toInstant();
    Instant end = to == null ? defaultEnd : instant("to", to, zone, violations).orElse(defaultEnd);
    if (violations.isEmpty() && !end.isAfter(start)) {
      violations.add(Violation.of("to", "must be after from"));
    }
    if (violations.isEmpty() && Duration.between(start, end).compareTo(LONGEST) > 0) {
      violations.add(Violation.of("to", "must be at most 366 days after from"));
    }
    return new CalendarRange(start, end);
  }

  private static Optional<Instant> instant(
      String field, String text, ZoneId zone, List<Violation> violations) {
    try {
      Instant instant = text.contains("T") ? time(text) : date(text, zone);
      if (instant.isAfter(EARLIEST) && instant.isBefore(LATEST)) {
        return Optional.of(instant);
      }
    } catch (DateTimeException e) {
      // Said below, as for a time that no calendar has.
    }
    violations.add(Violation.of(field, FORM));
    return Optional.empty();
  }

  private static Instant time(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static Instant date(String text, ZoneId zone) {
    return LocalDate.parse(text).atStartOfDay(zone).toInstant();
  }
}
