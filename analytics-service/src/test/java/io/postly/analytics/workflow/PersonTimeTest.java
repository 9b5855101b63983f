package io.postly.analytics.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PersonTimeTest {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Instant NINE = Instant.parse("2030-01-31T09:00:00Z");

  @Test
  void pausesCountUpToTheLimit() {
    List<Instant> calls = List.of(NINE, NINE.plusSeconds(90), NINE.plusSeconds(3690));

    assertEquals(Duration.ofSeconds(90).plus(LIMIT), PersonTime.of(List.of(calls), LIMIT));
  }

  @Test
  void thePauseBetweenTwoPeopleIsNobodysTime() {
    List<Instant> editor = List.of(NINE, NINE.plusSeconds(60));
    List<Instant> approver = List.of(NINE.plusSeconds(240), NINE.plusSeconds(250));

    assertEquals(Duration.ofSeconds(70), PersonTime.of(List.of(editor, approver), LIMIT));
  }

  @Test
  void oneCallTakesNoTime() {
    assertEquals(Duration.ZERO, PersonTime.of(List.of(List.of(NINE)), LIMIT));
    assertEquals(Duration.ZERO, PersonTime.of(List.of(), LIMIT));
  }

  @Property
  void itIsNeverMoreThanHasPassedNorThanTheLimitAllows(
      @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 100_000) Long> seconds) {
    List<Instant> calls = seconds.stream().sorted().map(NINE::plusSeconds).toList();
    Duration time = PersonTime.of(List.of(calls), LIMIT);

    Duration passed =
        calls.isEmpty() ? Duration.ZERO : Duration.between(calls.getFirst(), calls.getLast());
    assertTrue(time.compareTo(passed) <= 0);
    assertTrue(time.compareTo(LIMIT.multipliedBy(Math.max(0, calls.size() - 1))) <= 0);
    assertTrue(!time.isNegative());
  }

  @Test
  void theWorkspacesOwnMedianIsTheBaselineOnceThereAreEnough() {
    Duration configured = Duration.ofMinutes(45);
    Duration person = Duration.ofMinutes(5);

    assertEquals(
        new TimeSaved(2400, "configured", 2700),
        TimeSaved.against(new StockStore.ByHand(19, 1200), 20, configured, person));
    assertEquals(
        new TimeSaved(900, "workspace", 1200),
        TimeSaved.against(new StockStore.ByHand(20, 1200), 20, configured, person));
    assertEquals(
        new TimeSaved(-240, "workspace", 60),
        TimeSaved.against(new StockStore.ByHand(20, 60), 20, configured, person));
  }
}
