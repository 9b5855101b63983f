package io.postly.action.outgoing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After}: a number of seconds, or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {

  /** Nobody asks for more in earnest, and times of far away are none. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * How long to wait from now on; empty for a header that is absent, unreadable or of the past.
   *
   * @param header the header's value, or null
   */
  static Optional<Duration> parse(String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    return read(header.strip(), now).flatMap(RetryAfter::bounded);
  }

  /**
   * As long as a server has asked to be left alone by whatever header or text of its own, and not
   * longer than is reasonable; empty if that is no time at all.
   */
  public static Optional<Duration> bounded(Duration asked) {
    return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked).filter(Duration::isPositive);
  }

  private static Optional<Duration> read(String value, Instant now) {
    try {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    } catch (NumberFormatException e) {
      return untilDate(value, now);
    }
  }

  private static Optional<Duration> untilDate(String value, Instant now) {
    try {
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
