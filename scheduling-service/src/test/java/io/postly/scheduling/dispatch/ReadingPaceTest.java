package io.postly.scheduling.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReadingPaceTest {

  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
  private static final UUID ONE = UUID.randomUUID();

  private final ReadingPace pace = new ReadingPace(Duration.ofSeconds(5));

  @Test
  void shouldReadAtOnceAndThenLessAndLessOften() {
    List<Long> turns =
        LongStream.rangeClosed(0, 1200)
            .filter(second -> pace.isTurnOf(ONE, START.plusSeconds(second)))
            .boxed()
            .toList();

    assertEquals(List.of(0L, 5L, 15L, 35L, 75L, 155L, 315L, 615L, 915L), turns);
  }

  @Test
  void shouldKeepAPaceForEachPublication() {
    assertTrue(pace.isTurnOf(ONE, START));
    assertFalse(pace.isTurnOf(ONE, START));
    assertTrue(pace.isTurnOf(UUID.randomUUID(), START));
  }

  @Test
  void shouldTellWhoWaits() {
    assertTrue(pace.isTurnOf(ONE, START));

    assertEquals(Set.of(ONE), pace.waiting(START.plusSeconds(4)));
    assertEquals(Set.of(), pace.waiting(START.plusSeconds(5)));
  }

  @Test
  void shouldForgetWhatNobodyAsksForAnyMore() {
    pace.isTurnOf(ONE, START);
    Instant later = START.plus(ReadingPace.LONGEST).plus(ReadingPace.LONGEST).plusSeconds(6);

    pace.forgetBefore(later);

    assertTrue(pace.isTurnOf(ONE, later));
    assertTrue(pace.isTurnOf(ONE, later.plusSeconds(5)));
  }
}
