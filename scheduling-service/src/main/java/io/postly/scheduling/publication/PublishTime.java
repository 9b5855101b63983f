package io.postly.scheduling.publication;

import io.postly.action.problem.Violation;
import io.postly.scheduling.workspace.TimeZones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Reads the time at which something is to be published: never one whose zone has to be guessed,
 * never in the past. A local time that a clock change skips moves forward by the change; of one
 * that occurs twice the first is taken.
 */
final class PublishTime {

  static final Duration LONGEST_AHEAD = Duration.ofDays(366);

  private static final String FIELD = "publish_at";
  private static final String ZONE_FIELD = "time_zone";
  private static final String FORM =
      "must be an ISO 8601 time with an offset (2027-03-01T09:00:00+01:00), or a local one"
          + " (2027-03-01T09:00:00) together with time_zone";

  private PublishTime() {}

  /**
   * Reads a time.
   *
   * @param zoneName an IANA time zone, or null
   * @param violations takes everything that is wrong
   * @return the instant, rounded up to a microsecond so that it is never earlier than asked; empty
   *     if anything is wrong
   */
  static Optional<Instant> read(
      String text, String zoneName, Instant now, List<Violation> violations) {
    Optional<ZoneId> zone = Optional.ofNullable(zoneName).flatMap(TimeZones::of);
    if (zoneName != null && zone.isEmpty()) {
      violations.add(Violation.of(ZONE_FIELD, "must be an IANA time zone such as Europe/Rome"));
      return Optional.empty();
    }
    return instant(text, zone, violations)
        .map(PublishTime::notEarlier)
        .filter(found -> isWithinBounds(found, now, violations));
  }

  /** The instant of a local time, as if it had been read. */
  static Instant instant(LocalDateTime local, ZoneId zone) {
    return notEarlier(ZonedDateTime.ofLocal(local, zone, null).toInstant());
  }

  /**
   * The local time that a text which has been read speaks of: the very one that it names, or that
   * of its instant if it has an offset.
   */
  static LocalDateTime local(String text, Instant read, ZoneId zone) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      return LocalDateTime.ofInstant(read, zone);
    }
  }

  private static Instant notEarlier(Instant asked) {
    return asked.plusNanos(999).truncatedTo(ChronoUnit.MICROS);
  }

  private static Optional<Instant> instant(
      String text, Optional<ZoneId> zone, List<Violation> violations) {
    try {
      return withOffset(OffsetDateTime.parse(text), zone, violations);
    } catch (DateTimeException e) {
      return withoutOffset(text, zone, violations);
    }
  }

  private static Optional<Instant> withOffset(
      OffsetDateTime time, Optional<ZoneId> zone, List<Violation> violations) {
    Instant instant = time.toInstant();
    if (zone.isPresent() && !zone.get().getRules().getOffset(instant).equals(time.getOffset())) {
      violations.add(
          Violation.of(ZONE_FIELD, "contradicts the offset in publish_at; leave one of them out"));
      return Optional.empty();
    }
    return Optional.of(instant);
  }

  private static Optional<Instant> withoutOffset(
      String text, Optional<ZoneId> zone, List<Violation> violations) {
    LocalDateTime local;
    try {
      local = LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      violations.add(Violation.of(FIELD, FORM));
      return Optional.empty();
    }
    if (zone.isEmpty()) {
      violations.add(Violation.of(FIELD, "has no offset: add one, or give time_zone"));
      return Optional.empty();
    }
    return Optional.of(instant(local, zone.get()));
  }

  private static boolean isWithinBounds(Instant time, Instant now, List<Violation> violations) {
    if (!time.isAfter(now)) {
      violations.add(
          Violation.of(
              FIELD, "must be in the future; it is now " + now.truncatedTo(ChronoUnit.SECONDS)));
      return false;
    }
    if (time.isAfter(now.plus(LONGEST_AHEAD))) {
      violations.add(Violation.of(FIELD, "must be at most 366 days ahead"));
      return false;
    }
    return true;
  }
}
