package io.postly.analytics;

import io.postly.action.problem.ProblemException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Reads the times of a query: ISO 8601 with an offset, never a naive time. */
public final class TimeRange {

  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  private TimeRange() {}

  /**
   * The instant that the parameter names, or null if it is not given.
   *
   * @throws ProblemException {@code invalid_input} if it is no such time
   */
  public static Instant parse(String parameter, String value) {
    if (value == null) {
      return null;
    }
    try {
      OffsetDateTime time = OffsetDateTime.parse(value);
      if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
        return time.toInstant();
      }
    } catch (DateTimeParseException e) {
      // Answered below, as for a time that the database does not know.
    }
    throw ProblemException.invalid(
        parameter, "must be a time with an offset, such as 2030-01-31T09:00:00Z");
  }

  /** Refuses a range that ends before it begins; either end may be null. */
  public static void requireOrder(Instant from, Instant to) {
    if (from != null && to != null && !from.isBefore(to)) {
      throw ProblemException.invalid("to", "must be later than from");
    }
  }
}
