package io.postly.approvals.console;

import io.quarkus.qute.TemplateData;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A time as pages show it: in the workspace's zone, and in UTC for whoever wants to be sure. */
@TemplateData
public record Moment(Instant instant, ZoneId timeZone) {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter FIELD =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ENGLISH);

  /** For machines: {@code 2027-03-01T08:00:00Z}. */
  public String datetime() {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Day and time of day: {@code Mon 1 Mar 2027, 09:00}. */
  public String local() {
    return LOCAL.format(zoned());
  }

  /** The day: {@code Monday 1 March 2027}. */
  public String date() {
    return DATE.format(zoned());
  }

  /** The time of day: {@code 09:00}. */
  public String clock() {
    return CLOCK.format(zoned());
  }

  /** Day and time of day in UTC: {@code Mon 1 Mar 2027, 08:00 UTC}. */
  public String utc() {
    return LOCAL.format(instant.atZone(ZoneOffset.UTC)) + " UTC";
  }

  /** Whether the workspace's clocks show another time than UTC. */
  public boolean isElsewhere() {
    return !zoned().getOffset().equals(ZoneOffset.UTC);
  }

  /** The zone's name: {@code Europe/Berlin}. */
  public String zone() {
    return timeZone.getId();
  }

  /** What a field for a local time holds: {@code 2027-03-01T09:00}. */
  public String field() {
    return FIELD.format(zoned());
  }

  private ZonedDateTime zoned() {
    return instant.atZone(timeZone);
  }
}
