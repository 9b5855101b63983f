package io.postly.scheduling.workspace;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes days of the week and times of day, as people give them. */
public final class WeekTimes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(ResolverStyle.STRICT);
  private static final List<String> DAYS =
      Arrays.stream(DayOfWeek.values()).map(WeekTimes::label).toList();

  private WeekTimes() {}

  /** The labels of all days, Monday's first. */
  public static List<String> days() {
    return DAYS;
  }

  /** The day of an English name in lower case; empty for any other word, and for null. */
  public static Optional<DayOfWeek> day(String label) {
    return Arrays.stream(DayOfWeek.values()).filter(day -> label(day).equals(label)).findFirst();
  }

  /** A time from 00:00 to 23:59; empty for anything else, and for null. */
  public static Optional<LocalTime> time(String text) {
    try {
      return Optional.ofNullable(text).map(given -> LocalTime.parse(given, TIME));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The day's English name in lower case. */
  public static String label(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  /** Hours and minutes, as {@code 09:00}. */
  public static String label(LocalTime time) {
    return TIME.format(time);
  }
}
