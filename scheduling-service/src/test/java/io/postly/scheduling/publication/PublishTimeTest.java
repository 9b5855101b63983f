package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.problem.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishTimeTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  private final List<Violation> violations = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T12:00:00+01:00, , 2026-12-01T11:00:00Z",
    "2026-12-01T12:00Z, , 2026-12-01T12:00:00Z",
    "2026-12-01T12:00:00, Europe/Rome, 2026-12-01T11:00:00Z",
    "2026-12-01T12:00:00+01:00, Europe/Rome, 2026-12-01T11:00:00Z",
    "2026-12-01T12:00, UTC, 2026-12-01T12:00:00Z",
  })
  void shouldReadTimesWhoseZoneIsKnown(String text, String zone, Instant expected) {
    Optional<Instant> read = PublishTime.read(text, zone, NOW, violations);

    assertEquals(Optional.of(expected), read);
  }

  @Test
  void shouldMoveALocalTimeForwardThatTheClockChangeSkips() {
    Optional<Instant> read =
        PublishTime.read("2027-03-28T02:30:00", "Europe/Rome", NOW, violations);

    assertEquals(Optional.of(Instant.parse("2027-03-28T01:30:00Z")), read);
  }

  @Test
  void shouldTakeTheFirstOfALocalTimeThatOccursTwice() {
    Optional<Instant> read =
        PublishTime.read("2027-10-31T02:30:00", "Europe/Rome", NOW, violations);

    assertEquals(Optional.of(Instant.parse("2027-10-31T00:30:00Z")), read);
  }

  @Test
  void shouldRoundUpToWhatTheDatabaseKeeps() {
    Optional<Instant> read =
        PublishTime.read("2026-12-01T12:00:00.000000001Z", null, NOW, violations);

    assertEquals(Optional.of(Instant.parse("2026-12-01T12:00:00.000001Z")), read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-12-02T12:00:00",
        "2026-12-02",
        "tomorrow",
        "",
        "2026-12-02T25:00:00Z",
        "2026-12-01T10:00:00Z",
        "2026-12-01T09:59:59Z",
        "2027-12-03T10:00:00Z",
        "+999999999-12-31T23:59:59-18:00",
        "-999999999-01-01T00:00:00+18:00",
      })
  void shouldRefuseWhatIsNaiveUnreadablePastOrTooFarAhead(String text) {
    Optional<Instant> read = PublishTime.read(text, null, NOW, violations);

    assertTrue(read.isEmpty());
    assertEquals(List.of("publish_at"), violations.stream().map(Violation::field).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+01:00", "GMT+1", "Rome", "Z", "europe/rome", "America/New_York"})
  void shouldRefuseAZoneThatIsUnknownOrContradictsTheOffset(String zone) {
    Optional<Instant> read = PublishTime.read("2026-12-01T12:00:00+01:00", zone, NOW, violations);

    assertTrue(read.isEmpty());
    assertEquals(List.of("time_zone"), violations.stream().map(Violation::field).toList());
  }

  @Test
  void shouldAcceptExactlyTheLongestTimeAhead() {
    Optional<Instant> read = PublishTime.read("2027-12-02T10:00:00Z", null, NOW, violations);

    assertEquals(Optional.of(NOW.plus(PublishTime.LONGEST_AHEAD)), read);
  }
}
