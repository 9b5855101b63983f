package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.problem.Violation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Local times at every change of every zone's clocks from 2026 to 2028. */
class PublishTimeZonesTest {

  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2029-01-01T00:00:00Z");

  /** One change of the clocks of one zone. */
  private record Change(ZoneId zone, ZoneOffsetTransition transition) {}

  @Test
  void shouldMoveWhatDoesNotExistForwardByWhatIsLeftOut() {
    List<Change> gaps = changes().filter(change -> change.transition().isGap()).toList();
    assertTrue(gaps.size() > 100, "zones with daylight saving");

    for (Change gap : gaps) {
      ZoneOffsetTransition transition = gap.transition();
      Duration left = transition.getDuration();
      for (LocalDateTime skipped :
          List.of(
              transition.getDateTimeBefore(),
              transition.getDateTimeBefore().plus(left.dividedBy(2)),
              transition.getDateTimeAfter().minusNanos(1_000))) {
        LocalDateTime moved = skipped.plus(left);
        assertEquals(
            moved.toInstant(transition.getOffsetAfter()), read(skipped, gap), gap::toString);
      }
    }
  }

  @Test
  void shouldTakeTheFirstOfWhatOccursTwice() {
    List<Change> overlaps = changes().filter(change -> change.transition().isOverlap()).toList();
    assertTrue(overlaps.size() > 100, "zones with daylight saving");

    for (Change overlap : overlaps) {
      ZoneOffsetTransition transition = overlap.transition();
      for (LocalDateTime twice :
          List.of(
              transition.getDateTimeAfter(),
              transition.getDateTimeAfter().plus(transition.getDuration().dividedBy(-2)),
              transition.getDateTimeBefore().minusNanos(1_000))) {
        assertEquals(
            twice.toInstant(transition.getOffsetBefore()), read(twice, overlap), overlap::toString);
      }
    }
  }

  @Test
  void shouldTakeEveryOtherTimeAsTheZoneHasIt() {
    changes()
        .forEach(
            change -> {
              Instant at = change.transition().getInstant();
              for (Instant near :
                  List.of(at.minus(Duration.ofHours(5)), at.plus(Duration.ofHours(5)))) {
                LocalDateTime local = LocalDateTime.ofInstant(near, change.zone());
                if (change.zone().getRules().getValidOffsets(local).size() == 1) {
                  assertEquals(near, read(local, change), change::toString);
                }
              }
            });
  }

  @Test
  void shouldKnowTheLeapDayInEveryZone() {
    LocalDateTime leapDay = LocalDateTime.of(2028, Month.FEBRUARY, 29, 12, 0);
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      assertEquals(
          leapDay,
          LocalDateTime.ofInstant(read(leapDay, zone, Instant.parse("2028-02-01T00:00:00Z")), zone),
          name);
    }
    assertEquals(
        "publish_at",
        refusal("2027-02-29T12:00:00", "Europe/Rome", Instant.parse("2027-02-01T00:00:00Z")));
  }

  private static Stream<Change> changes() {
    return ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .flatMap(PublishTimeZonesTest::changes);
  }

  private static Stream<Change> changes(ZoneId zone) {
    return Stream.iterate(
            zone.getRules().nextTransition(FROM),
            next -> next != null && next.getInstant().isBefore(TO),
            next -> zone.getRules().nextTransition(next.getInstant()))
        .map(transition -> new Change(zone, transition));
  }

  private static Instant read(LocalDateTime local, Change change) {
    return read(local, change.zone(), change.transition().getInstant().minus(Duration.ofDays(30)));
  }

  private static Instant read(LocalDateTime local, ZoneId zone, Instant now) {
    List<Violation> violations = new ArrayList<>();
    return PublishTime.read(local.toString(), zone.getId(), now, violations)
        .orElseThrow(() -> new AssertionError(zone + ": " + violations));
  }

  private static String refusal(String text, String zone, Instant now) {
    List<Violation> violations = new ArrayList<>();
    assertEquals(Optional.empty(), PublishTime.read(text, zone, now, violations));
    return violations.getFirst().field();
  }
}
