package io.postly.analytics;

import io.postly.action.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * Reads the times of a query, ISO 8601: a time with an offset, or a date, which begins in a zone
 * that is named or else in UTC. Never a naive time.
 */
public final class TimeRange {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private TimeRange() {}

  /**
   * The instant that the parameter names, or null if it is not given.
   *
   * @throws ProblemException {@code invalid_input} if it is no such time
   */
  public static Instant parse(String parameter, String value) {
    return parse(parameter, value, ZoneOffset.UTC);
  }

  /**
   * Like {@link #parse(String, String)}.
   *
   * @param zone where a date begins
   */
  public static Instant parse(String parameter, String value, ZoneId zone) {
    if (value == null) {
      return null;
    }
    try {
      OffsetDateTime time =
          DATE.matcher(value).matches() ? begin(value, zone) : OffsetDateTime.parse(value);
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeParseException e) {
      // Answered below, as for a time that the database does not know.
    }
    throw ProblemException.invalid(
        parameter,
        "must be a date such as 2030-01-31, or a time with an offset such as 2030-01-31T09:00:00Z");
  }

  private static OffsetDateTime begin(String date, ZoneId zone) {
    return LocalDate.parse(date).atStartOfDay(zone).toOffsetDateTime();
  }

  /** Refuses a range that ends before it begins; either end may be null. */
  public static void requireOrder(Instant from, Instant to) {
    if (from != null && to != null && !from.isBefore(to)) {
      throw ProblemException.invalid("to", "must be later than from");
    }
  }
}
