package io.postly.analytics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.postly.action.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeRangeTest {

  @ParameterizedTest
  @CsvSource({
    "2026-10-01, UTC, 2026-10-01T00:00:00Z",
    "2026-10-01, Europe/Berlin, 2026-09-30T22:00:00Z",
    // Clocks went from 00:00 to 01:00.
    "2026-03-29, Asia/Beirut, 2026-03-28T22:00:00Z",
    "2026-10-01T09:00:00+02:00, America/New_York, 2026-10-01T07:00:00Z"
  })
  void shouldTakeADateOrATimeWithAnOffset(String text, ZoneId zone, Instant instant) {
    assertEquals(instant, TimeRange.parse("from", text, zone));
  }

  @Test
  void shouldTakeWhatIsNotGivenForNothing() {
    assertNull(TimeRange.parse("from", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-10-01T09:00:00",
        "2026-02-30",
        "0000-01-01",
        "+12026-10-01",
        "2026-10"
      })
  void shouldRefuseWhatIsNeither(String text) {
    assertThrows(ProblemException.class, () -> TimeRange.parse("from", text));
  }
}
