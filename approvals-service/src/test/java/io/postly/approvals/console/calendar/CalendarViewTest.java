package io.postly.approvals.console.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.caller.Person;
import io.postly.approvals.console.api.Post;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarViewTest {

  private static final LocalDate TODAY = LocalDate.parse("2027-03-17");

  @ParameterizedTest
  @CsvSource({
    "2027-02-10, 2027-02-01, 2027-02-28, February 2027",
    "2027-03-31, 2027-03-01, 2027-04-04, March 2027",
    "2027-05-01, 2027-04-26, 2027-06-06, May 2027",
    "2027-12-01, 2027-11-29, 2028-01-02, December 2027",
    "2028-02-29, 2028-01-31, 2028-03-05, February 2028"
  })
  void aMonthIsWholeWeeks(LocalDate of, LocalDate first, LocalDate last, String title) {
    CalendarView view = CalendarView.month(of, TODAY);

    assertEquals(title, view.title());
    assertEquals(first, view.days().getFirst().date());
    assertEquals(last, view.days().getLast().date());
    assertEquals(0, view.days().size() % 7);
    assertEquals(DayOfWeek.MONDAY, view.days().getFirst().date().getDayOfWeek());
  }

  @ParameterizedTest
  @CsvSource({
    "2027-03-17, 2027-03-15, 'Week 11, 2027'",
    "2027-01-01, 2026-12-28, 'Week 53, 2026'",
    "2025-12-31, 2025-12-29, 'Week 1, 2026'"
  })
  void aWeekBeginsOnMonday(LocalDate of, LocalDate first, String title) {
    CalendarView view = CalendarView.week(of, TODAY);

    assertEquals(title, view.title());
    assertEquals(first, view.days().getFirst().date());
    assertEquals(7, view.days().size());
  }

  @Test
  void daysOfOtherMonthsAndTodayAreMarked() {
    CalendarView view = CalendarView.month(TODAY, TODAY);

    assertEquals(List.of(TODAY), view.days().stream().filter(Day::today).map(Day::date).toList());
    assertTrue(view.days().getLast().outside());
    assertEquals(31, view.days().stream().filter(day -> !day.outside()).count());
  }

  @Test
  void oneLeadsToTheNextAndBack() {
    CalendarView march = CalendarView.month(TODAY, TODAY);
    CalendarView week = CalendarView.week(TODAY, TODAY);

    assertEquals(march.of(), CalendarView.month(march.next(), TODAY).previous());
    assertEquals(week.of(), CalendarView.week(week.next(), TODAY).previous());
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2027-03-01T00:00:00Z, 2027-04-05T00:00:00Z",
    "Europe/Berlin, 2027-02-28T23:00:00Z, 2027-04-04T22:00:00Z",
    "Pacific/Auckland, 2027-02-28T11:00:00Z, 2027-04-04T12:00:00Z"
  })
  void theRangeIsOfTheZoneAcrossItsClockChanges(ZoneId zone, Instant from, Instant to) {
    CalendarView march = CalendarView.month(TODAY, TODAY);

    assertEquals(from, march.from(zone));
    assertEquals(to, march.to(zone));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2027-03-28",
    "Europe/Berlin, 2027-03-29",
    "America/Los_Angeles, 2027-03-28",
    "Pacific/Auckland, 2027-03-29"
  })
  void aPostIsOnItsDayInTheZone(ZoneId zone, LocalDate day) {
    Post post = post(Instant.parse("2027-03-28T22:30:00Z"));

    CalendarView view = CalendarView.month(TODAY, TODAY).with(List.of(post), zone);

    assertEquals(
        List.of(day),
        view.days().stream().filter(found -> !found.posts().isEmpty()).map(Day::date).toList());
  }

  private static Post post(Instant due) {
    return new Post(
        new UUID(0, 1),
        new UUID(0, 2),
        null,
        1,
        new UUID(0, 3),
        "Sandbox",
        "sandbox",
        "planned",
        null,
        null,
        due,
        null,
        null,
        List.of(),
        null,
        null,
        new Person("p", "Pat"),
        "mcp");
  }
}
