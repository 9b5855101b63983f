package io.postly.scheduling.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

  private static final List<Duration> DELAYS = List.of(Duration.ofSeconds(5), Duration.ofHours(1));

  @ParameterizedTest
  @CsvSource({"0.0, PT4S, PT48M", "0.5, PT5S, PT1H", "1.0, PT6S, PT72M"})
  void shouldSpreadEachDelayByAFifth(double random, Duration first, Duration second) {
    RetrySchedule schedule = new RetrySchedule(DELAYS, () -> random);

    assertEquals(Optional.of(first), schedule.delay(1, Optional.empty()));
    assertEquals(Optional.of(second), schedule.delay(2, Optional.empty()));
  }

  @Test
  void shouldGiveUpAfterTheLastDelay() {
    RetrySchedule schedule = new RetrySchedule(DELAYS, () -> 0.5);

    assertEquals(Optional.empty(), schedule.delay(3, Optional.of(Duration.ofMinutes(1))));
  }

  @ParameterizedTest
  @CsvSource({"PT1S, PT5S", "PT10M, PT10M", "PT24H, PT24H", "P30D, PT24H"})
  void shouldWaitAsLongAsIsAskedForUpToADay(Duration asked, Duration delay) {
    RetrySchedule schedule = new RetrySchedule(DELAYS, () -> 0.5);

    assertEquals(Optional.of(delay), schedule.delay(1, Optional.of(asked)));
  }
}
