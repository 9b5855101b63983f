package io.postly.scheduling.slot;

import io.postly.scheduling.workspace.WeekTimes;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;

/**
 * A weekly time at which a queued post goes out, local to the workspace's time zone.
 *
 * @param time to the minute
 */
record PostingSlot(DayOfWeek day, LocalTime time) implements Comparable<PostingSlot> {

  private static final Comparator<PostingSlot> ORDER =
      Comparator.comparing(PostingSlot::day).thenComparing(PostingSlot::time);

  /**
   * A slot as {@link #toString} writes it.
   *
   * @throws java.util.NoSuchElementException if the text is no slot
   */
  static PostingSlot parse(String text) {
    int space = text.indexOf(' ');
    return new PostingSlot(
        WeekTimes.day(text.substring(0, space)).orElseThrow(),
        WeekTimes.time(text.substring(space + 1)).orElseThrow());
  }

  /**
   * The instant of the slot on a date. A local time that a clock change skips moves forward by the
   * change; of one that occurs twice the first is taken.
   */
  Instant on(LocalDate date, ZoneId zone) {
    return ZonedDateTime.ofLocal(date.atTime(time), zone, null).toInstant();
  }

  String dayLabel() {
    return WeekTimes.label(day);
  }

  String timeLabel() {
    return WeekTimes.label(time);
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
