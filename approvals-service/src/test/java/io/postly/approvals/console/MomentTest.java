package io.postly.approvals.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {

  @ParameterizedTest
  @CsvSource({
    "2027-01-15T08:00:00Z, UTC, false",
    "2027-01-15T08:00:00Z, Europe/London, false",
    "2027-07-15T08:00:00Z, Europe/London, true",
    "2027-01-15T08:00:00Z, Europe/Rome, true"
  })
  void shouldTellWhereClocksShowAnotherTimeThanUtc(Instant at, ZoneId zone, boolean elsewhere) {
    assertEquals(elsewhere, new Moment(at, zone).isElsewhere());
  }
}
