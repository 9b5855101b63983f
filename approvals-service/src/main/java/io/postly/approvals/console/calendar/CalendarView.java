package io.postly.approvals.console.calendar;

import io.postly.approvals.console.api.Post;
import io.quarkus.qute.TemplateData;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whole weeks from Monday to Sunday, as ISO 8601 has them, in a workspace's zone.
 *
 * @param title {@code March 2027}, or the week's number and year
 * @param month whether it is a month, else it is a week
 * @param of a day of the month or week, which is how addresses name it
 * @param days all of them, the first a Monday
 * @param previous a day of the month or week before
 * @param next a day of the month or week after
 */
@TemplateData
public record CalendarView(
    String title, boolean month, LocalDate of, List<Day> days, LocalDate previous, LocalDate next) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
  private static final int DAYS_OF_A_WEEK = 7;

  /** Copies the list. */
  public CalendarView {
    days = List.copyOf(days);
  }

  /** The weeks that the month of that day touches, without posts. */
  static CalendarView month(LocalDate day, LocalDate today) {
    YearMonth month = YearMonth.from(day);
    LocalDate first = monday(month.atDay(1));
    LocalDate last = monday(month.atEndOfMonth()).plusDays(DAYS_OF_A_WEEK - 1L);
    return new CalendarView(
        MONTH.format(month),
        true,
        month.atDay(1),
        days(first, last, month, today),
        month.minusMonths(1).atDay(1),
        month.plusMonths(1).atDay(1));
  }

  /** The week of that day, without posts. */
  static CalendarView week(LocalDate day, LocalDate today) {
    LocalDate monday = monday(day);
    return new CalendarView(
        "Week %d, %d"
            .formatted(
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_BASED_YEAR)),
        false,
        monday,
        days(monday, monday.plusDays(DAYS_OF_A_WEEK - 1L), null, today),
        monday.minusWeeks(1),
        monday.plusWeeks(1));
  }

  /** The same with each post on the day on which it is due in that zone. */
  CalendarView with(List<Post> posts, ZoneId zone) {
    Map<LocalDate, List<Post>> byDay =
        posts.stream()
            .collect(Collectors.groupingBy(post -> post.dueAt().atZone(zone).toLocalDate()));
    List<Day> filled =
        days.stream()
            .map(
                day ->
                    new Day(
                        day.date(),
                        byDay.getOrDefault(day.date(), List.of()),
                        day.outside(),
                        day.today()))
            .toList();
    return new CalendarView(title, month, of, filled, previous, next);
  }

  /** When the first day begins in that zone. */
  Instant from(ZoneId zone) {
    return days.getFirst().date().atStartOfDay(zone).toInstant();
  }

  /** When the day after the last begins in that zone. */
  Instant to(ZoneId zone) {
    return days.getLast().date().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** Whether there is anything on it. */
  public boolean isEmpty() {
    return days.stream().allMatch(day -> day.posts().isEmpty());
  }

  private static List<Day> days(LocalDate first, LocalDate last, YearMonth month, LocalDate today) {
    return first
        .datesUntil(last.plusDays(1))
        .map(
            date ->
                new Day(
                    date,
                    List.of(),
                    month != null && !YearMonth.from(date).equals(month),
                    date.equals(today)))
        .toList();
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
