package io.postly.action.audit;

import io.postly.action.problem.ProblemException;
import io.postly.action.problem.Violation;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The time whose entries are asked for.
 *
 * @param from the first instant of it
 * @param to the first instant after it
 */
record AuditPeriod(Instant from, Instant to) {

  // What the database knows as times.
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  /**
   * Reads a period; an end that is null is open.
   *
   * @throws ProblemException {@code invalid_input} with everything that is wrong
   */
  static AuditPeriod read(String from, String to) {
    List<Violation> violations = new ArrayList<>();
    AuditPeriod period =
        new AuditPeriod(
            instant("from", from, EARLIEST, violations), instant("to", to, LATEST, violations));
    if (violations.isEmpty() && !period.from.isBefore(period.to)) {
      violations.add(Violation.of("to", "must be later than from"));
    }
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    return period;
  }

  private static Instant instant(
      String parameter, String text, Instant open, List<Violation> violations) {
    if (text == null) {
      return open;
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return instant;
      }
    } catch (DateTimeParseException e) {
      // Said below, as for a time that the database does not know.
    }
    violations.add(
        Violation.of(parameter, "must be a time with an offset, such as 2030-01-31T09:00:00Z"));
    return open;
  }
}
