package io.postly.scheduling.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.rule.Blackout.Days;
import io.postly.scheduling.rule.Blackout.WeekTime;
import io.postly.scheduling.rule.Blackout.Weekly;
import io.postly.scheduling.rule.FreeTimes.Occupied;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RuleSetTest {

  private static final ZoneId ROME = ZoneId.of("Europe/Rome");
  private static final Instant NOON = Instant.parse("2026-12-01T11:00:00Z");

  @Test
  void shouldKeepPostsApart() {
    RuleSet rules = spacing(Duration.ofMinutes(30));

    assertEquals(1, rules.conflicts(NOON, ROME, at(NOON.plusSeconds(1799))).size());
    assertEquals(1, rules.conflicts(NOON, ROME, at(NOON.minusSeconds(1799))).size());
    assertEquals(List.of(), rules.conflicts(NOON, ROME, at(NOON.plusSeconds(1800))));
    assertEquals(List.of(), rules.conflicts(NOON, ROME, at(NOON.minusSeconds(1800))));
  }

  @Test
  void shouldCountTheLocalDay() {
    RuleSet rules = new RuleSet(Optional.empty(), OptionalInt.of(2), List.of());
    Instant firstOfDay = Instant.parse("2026-11-30T23:00:00Z");
    List<OtherPost> two = at(firstOfDay, NOON);

    assertEquals(1, rules.conflicts(Instant.parse("2026-12-01T22:59:59Z"), ROME, two).size());
    assertEquals(List.of(), rules.conflicts(Instant.parse("2026-12-01T23:00:00Z"), ROME, two));
    assertEquals(List.of(), rules.conflicts(firstOfDay.minusSeconds(1), ROME, two));
  }

  @Test
  void shouldKeepAWeekendFree() {
    RuleSet rules = blackout(weekend());

    assertTrue(isFree(rules, "2026-12-04T16:59:59Z"));
    assertFalse(isFree(rules, "2026-12-04T17:00:00Z"));
    assertFalse(isFree(rules, "2026-12-06T12:00:00Z"));
    assertFalse(isFree(rules, "2026-12-07T06:59:59Z"));
    assertTrue(isFree(rules, "2026-12-07T07:00:00Z"));
  }

  @Test
  void shouldKeepWholeDaysFree() {
    RuleSet rules =
        blackout(new Days("Holidays", LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 26)));

    assertTrue(isFree(rules, "2026-12-23T22:59:59Z"));
    assertFalse(isFree(rules, "2026-12-23T23:00:00Z"));
    assertFalse(isFree(rules, "2026-12-26T22:59:59Z"));
    assertTrue(isFree(rules, "2026-12-26T23:00:00Z"));
  }

  /** Clocks go from 02:00 to 03:00, which is later than the end. */
  @Test
  void shouldEndABlackoutWhereClocksAreSetForwardOverItsEnd() {
    RuleSet rules =
        blackout(
            new Weekly(
                "Night",
                new WeekTime(DayOfWeek.SATURDAY, LocalTime.of(22, 0)),
                new WeekTime(DayOfWeek.SUNDAY, LocalTime.of(2, 30))));
    Instant change = Instant.parse("2027-03-28T01:00:00Z");

    List<Conflict> lastMoment = rules.conflicts(change.minusSeconds(1), ROME, List.of());

    assertEquals(List.of(change), lastMoment.stream().map(Conflict::until).toList());
    assertTrue(isFree(rules, change.toString()));
  }

  @Test
  void shouldSayWhichRuleAndWhichPost() {
    List<OtherPost> others = at(NOON.plusSeconds(60));
    String message =
        spacing(Duration.ofMinutes(30)).conflicts(NOON, ROME, others).getFirst().message();

    assertEquals(
        "min_spacing: less than 30 minutes from post %s at 2026-12-01T11:01:00Z"
            .formatted(others.getFirst().publicationId()),
        message);
    assertEquals(
        "blackout until 2026-12-07T07:00:00Z: Weekend",
        blackout(weekend())
            .conflicts(Instant.parse("2026-12-05T12:00:00Z"), ROME, List.of())
            .getFirst()
            .message());
  }

  @Test
  void shouldFindNothingWhereNothingIsFree() {
    RuleSet always =
        blackout(new Days("Closed", LocalDate.of(2026, 1, 1), LocalDate.of(2099, 1, 1)));

    assertEquals(
        List.of(), FreeTimes.next(NOON, ROME, List.of(new Occupied(always, List.of())), 3));
  }

  private static final Instant START = Instant.parse("2026-10-24T12:00:00Z");

  @Provide
  Arbitrary<List<Integer>> minutes() {
    return Arbitraries.integers().between(0, 3 * 24 * 60).list().ofMaxSize(20);
  }

  /** Around a clock change: what is offered is free, and nothing free comes before the first. */
  @Property(tries = 60)
  void offersTheNextFreeTimes(
      @ForAll("minutes") List<Integer> taken,
      @ForAll @IntRange(min = 1, max = 600) int spacing,
      @ForAll @IntRange(min = 1, max = 4) int cap,
      @ForAll boolean keepsWeekends) {
    RuleSet rules =
        new RuleSet(
            Optional.of(Duration.ofMinutes(spacing)),
            OptionalInt.of(cap),
            keepsWeekends ? List.of(weekend()) : List.of());
    Occupied channel =
        new Occupied(
            rules,
            at(taken.stream().map(Duration::ofMinutes).map(START::plus).toArray(Instant[]::new)));

    List<Instant> offered = FreeTimes.next(START, ROME, List.of(channel), 3);

    assertEquals(3, offered.size());
    offered.forEach(time -> assertEquals(List.of(), channel.conflicts(time, ROME)));
    for (Instant time = START; time.isBefore(offered.getFirst()); time = time.plusSeconds(60)) {
      assertFalse(channel.conflicts(time, ROME).isEmpty());
    }
  }

  private static Blackout weekend() {
    return new Weekly(
        "Weekend",
        new WeekTime(DayOfWeek.FRIDAY, LocalTime.of(18, 0)),
        new WeekTime(DayOfWeek.MONDAY, LocalTime.of(8, 0)));
  }

  private static RuleSet spacing(Duration length) {
    return new RuleSet(Optional.of(length), OptionalInt.empty(), List.of());
  }

  private static RuleSet blackout(Blackout blackout) {
    return new RuleSet(Optional.empty(), OptionalInt.empty(), List.of(blackout));
  }

  private static boolean isFree(RuleSet rules, String time) {
    return rules.conflicts(Instant.parse(time), ROME, List.of()).isEmpty();
  }

  private static List<OtherPost> at(Instant... times) {
    return List.of(times).stream().map(time -> new OtherPost(UUID.randomUUID(), time)).toList();
  }
}
