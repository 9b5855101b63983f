package io.postly.scheduling.network.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  @Test
  void shouldReadSecondsAndDates() {
    assertEquals(Optional.of(Duration.ofSeconds(90)), RetryAfter.parse(" 90 ", NOW));
    assertEquals(
        Optional.of(Duration.ofMinutes(5)), RetryAfter.parse("Tue, 1 Dec 2026 10:05:00 GMT", NOW));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "0",
        "-5",
        "soon",
        "99999999999999999999",
        "Tue, 1 Dec 2026 09:00:00 GMT",
        "Mon, 1 Dec 2026 11:00:00 GMT"
      })
  void shouldIgnoreWhatSaysNothing(String header) {
    assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
  }
}
