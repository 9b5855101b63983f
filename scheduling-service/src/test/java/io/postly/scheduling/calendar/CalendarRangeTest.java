package io.postly.scheduling.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.problem.Violation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarRangeTest {

  private static final Instant NOW = Instant.parse("2026-12-01T23:30:00Z");
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  private final List<Violation> violations = new ArrayList<>();

  @Test
  void shouldBeginTodayInTheWorkspacesZoneByDefault() {
    CalendarRange range = CalendarRange.read(null, null, ROME, NOW, violations);

    assertEquals(
        new CalendarRange(
            Instant.parse("2026-12-01T23:00:00Z"), Instant.parse("2027-01-01T23:00:00Z")),
        range);
  }

  @Test
  void shouldTakeADateForItsBeginningInTheWorkspacesZone() {
    CalendarRange range =
        CalendarRange.read("2027-06-01", "2027-06-02T00:00:00Z", ROME, NOW, violations);

    assertEquals(
        new CalendarRange(
            Instant.parse("2027-05-31T22:00:00Z"), Instant.parse("2027-06-02T00:00:00Z")),
        range);
  }

  @ParameterizedTest
  @CsvSource({
    "2027-06-01, 2027-06-01, to",
    "2027-06-01, 2026-06-01, to",
    "2027-06-01, 2028-06-10, to",
    "june, , from",
    "2027-06-01T10:00:00, , from",
    "+99999-01-01, , from",
    "2027-06-01, june, to",
  })
  void shouldRefuseRangesThatAreEmptyTooLongOrUnreadable(String from, String to, String field) {
    CalendarRange.read(from, to, ROME, NOW, violations);

    assertEquals(List.of(field), violations.stream().map(Violation::field).toList());
  }
}
