package io.postly.scheduling.work;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.fixture.MovableClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits grows older while nobody looks. */
class OldestTest {

  private final MovableClock clock = new MovableClock();
  private final Oldest oldest = new Oldest(clock);

  @BeforeEach
  void stopTheClock() {
    clock.stop();
  }

  @Test
  void shouldGrowBetweenTwoLooks() {
    oldest.found(Optional.of(clock.instant().minusSeconds(10)));
    assertEquals(10, oldest.seconds());

    clock.advance(Duration.ofMinutes(5));
    assertEquals(310, oldest.seconds());

    oldest.found(Optional.empty());
    assertEquals(0, oldest.seconds());
  }

  @Test
  void shouldTellNothingOfWhatIsYetToCome() {
    oldest.found(Optional.of(clock.instant().plusSeconds(10)));

    assertEquals(0, oldest.seconds());
  }
}
