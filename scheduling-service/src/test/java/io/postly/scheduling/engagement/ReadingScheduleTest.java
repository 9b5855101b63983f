package io.postly.scheduling.engagement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingScheduleTest {

  private static final Instant PUBLISHED = Instant.parse("2026-12-01T10:00:00Z");
  private static final List<Duration> AGES =
      List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofDays(1));

  private final ReadingSchedule exact = new ReadingSchedule(AGES, () -> 0);

  @Test
  void shouldReadAtEachAge() {
    assertEquals(after("PT5M"), exact.next(PUBLISHED, PUBLISHED));
    assertEquals(after("PT1H"), exact.next(PUBLISHED, PUBLISHED.plusSeconds(300)));
    assertEquals(after("P1D"), exact.next(PUBLISHED, PUBLISHED.plusSeconds(3600)));
  }

  @Test
  void shouldEndAfterTheLast() {
    assertEquals(Optional.empty(), exact.next(PUBLISHED, PUBLISHED.plus(Duration.ofDays(1))));
    assertEquals(Duration.ofDays(1), exact.lastAge());
  }

  @Test
  void shouldNotMakeUpForWhatWasMissed() {
    assertEquals(after("P1D"), exact.next(PUBLISHED, PUBLISHED.plus(Duration.ofHours(20))));
  }

  @Test
  void shouldLengthenEachPauseByATenthAtMost() {
    ReadingSchedule late = new ReadingSchedule(AGES, () -> 1);

    assertEquals(after("PT5M30S"), late.next(PUBLISHED, PUBLISHED));
    assertEquals(after("PT65M30S"), late.next(PUBLISHED, PUBLISHED.plusSeconds(300)));
  }

  @Test
  void shouldKnowWhetherAgesAscend() {
    assertTrue(ReadingSchedule.isAscending(AGES));
    assertFalse(ReadingSchedule.isAscending(AGES.reversed()));
    assertFalse(ReadingSchedule.isAscending(List.of(Duration.ofMinutes(5), Duration.ofMinutes(5))));
  }

  private static Optional<Instant> after(String age) {
    return Optional.of(PUBLISHED.plus(Duration.parse(age)));
  }
}
