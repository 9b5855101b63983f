package io.postly.scheduling.slot;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * A weekly time at which a queued post goes out, local to the workspace's time zone.
 *
 * @param time to the minute
 */
record PostingSlot(DayOfWeek day, LocalTime time) implements Comparable<PostingSlot> {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
  private static final Comparator<PostingSlot> ORDER =
      Comparator.comparing(PostingSlot::day).thenComparing(PostingSlot::time);

  /** The day of an English name in lower case; empty for any other word. */
  static Optional<DayOfWeek> dayOf(String name) {
    return Arrays.stream(DayOfWeek.values()).filter(day -> label(day).equals(name)).findFirst();
  }

  /** A time such as 09:00; empty for anything else. */
  static Optional<LocalTime> timeOf(String text) {
    try {
      return Optional.of(LocalTime.parse(text, TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * A slot as {@link #toString} writes it.
   *
   * @throws java.util.NoSuchElementException if the text is no slot
   */
  static PostingSlot parse(String text) {
    int space = text.indexOf(' ');
    return new PostingSlot(
        dayOf(text.substring(0, space)).orElseThrow(),
        timeOf(text.substring(space + 1)).orElseThrow());
  }

  /**
   * The instant of the slot on a date. A local time that a clock change skips moves forward by the
   * change; of one that occurs twice the first is taken.
   */
  Instant on(LocalDate date, ZoneId zone) {
    return ZonedDateTime.ofLocal(date.atTime(time), zone, null).toInstant();
  }

  String dayLabel() {
    return label(day);
  }

  String timeLabel() {
    return TIME.format(time);
  }

  private static String label(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(PostingSlot other) {
    return ORDER.compare(this, other);
  }

  /** As it is stored: {@code monday 09:00}. */
  @Override
  public String toString() {
    return dayLabel() + " " + timeLabel();
  }
}
