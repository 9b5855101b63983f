package io.postly.analytics.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z, 2026-01-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "2026-01-01T00:00:01Z, 2026-02-28T23:59:59Z, 2026-02-28T00:00:00Z, 2026-02-28T00:00:00Z",
    "2025-12-31T23:59:59Z, 2026-02-01T00:00:01Z, 2026-01-01T00:00:00Z, 2026-02-01T00:00:00Z",
    "2026-01-20T00:00:00Z, 2026-02-10T00:00:00Z, 2026-02-10T00:00:00Z, 2026-02-10T00:00:00Z",
    "2026-02-01T00:00:00Z, 2027-01-01T00:00:00Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "2026-03-15T12:10:00Z, 2026-03-15T12:20:00Z, 2026-03-15T12:20:00Z, 2026-03-15T12:20:00Z",
    "2027-01-01T00:00:00Z, 2027-03-01T00:00:00Z, 2027-03-01T00:00:00Z, 2027-03-01T00:00:00Z"
  })
  void hasWholeMonthsAmongItsWholeDays(Instant from, Instant to, Instant first, Instant last) {
    Period period = new Period("acme", from, to, null, null);

    assertEquals(new Period.Whole(first, last), period.wholeHours(NOW).days().months());
  }
}
