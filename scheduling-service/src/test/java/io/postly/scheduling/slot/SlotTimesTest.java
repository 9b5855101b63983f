package io.postly.scheduling.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SlotTimesTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2029-01-01T00:00:00Z");
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");

  @Test
  void shouldMoveASlotForwardThatTheClockChangeSkips() {
    assertEquals(
        Instant.parse("2027-03-28T01:30:00Z"),
        next(ROME, "2027-03-27T12:00:00Z", "sunday 02:30").first());
  }

  @Test
  void shouldTakeTheFirstOfALocalTimeThatOccursTwice() {
    NavigableSet<Instant> times = next(ROME, "2027-10-30T12:00:00Z", "sunday 02:30");

    assertEquals(Instant.parse("2027-10-31T00:30:00Z"), times.pollFirst());
    assertEquals(Instant.parse("2027-11-07T01:30:00Z"), times.first());
  }

  @Test
  void shouldMakeOneOfTwoSlotsThatAClockChangeLetsMeet() {
    NavigableSet<Instant> times =
        next(ROME, "2027-03-27T12:00:00Z", "sunday 02:30", "sunday 03:30");

    assertEquals(Instant.parse("2027-03-28T01:30:00Z"), times.pollFirst());
    assertEquals(Instant.parse("2027-04-04T00:30:00Z"), times.first());
  }

  @Test
  void shouldHaveALeapDay() {
    assertEquals(
        Instant.parse("2028-02-29T08:00:00Z"),
        next(ROME, "2028-02-28T12:00:00Z", "tuesday 09:00").first());
  }

  @Test
  void shouldNotGiveTheMomentItself() {
    assertEquals(
        Instant.parse("2026-12-08T08:00:00Z"),
        next(ROME, "2026-12-01T08:00:00Z", "tuesday 09:00").first());
  }

  /** Slots around every clock change of every zone, each against what the zone's rules say. */
  @Test
  void shouldKeepToTheRuleAtEveryClockChange() {
    int changes = 0;
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      for (ZoneOffsetTransition change : changes(zone)) {
        for (int minutes = -90; minutes <= 90; minutes += 30) {
          LocalDateTime wanted = change.getDateTimeBefore().plusMinutes(minutes);
          assertEquals(expected(wanted, change, zone), slotAt(wanted, zone), name + " " + wanted);
        }
        changes++;
      }
    }
    assertTrue(changes > 500, () -> "There are clock changes");
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition change = zone.getRules().nextTransition(START);
    while (change != null && change.getInstant().isBefore(END)) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }

  /** Before the change the offset of before holds, and in the overlap; else that of after. */
  private static Instant expected(LocalDateTime wanted, ZoneOffsetTransition change, ZoneId zone) {
    if (change.isGap()) {
      return wanted.isBefore(change.getDateTimeAfter())
          ? wanted.toInstant(change.getOffsetBefore())
          : zone.getRules().getValidOffsets(wanted).stream()
              .map(wanted::toInstant)
              .findFirst()
              .get();
    }
    return wanted.isBefore(change.getDateTimeBefore())
        ? wanted.toInstant(change.getOffsetBefore())
        : wanted.toInstant(change.getOffsetAfter());
  }

  private static Instant slotAt(LocalDateTime wanted, ZoneId zone) {
    return new PostingSlot(
            wanted.getDayOfWeek(), wanted.toLocalTime().truncatedTo(ChronoUnit.MINUTES))
        .on(wanted.toLocalDate(), zone);
  }

  @Provide
  Arbitrary<List<PostingSlot>> slots() {
    return Combinators.combine(
            Arbitraries.of(DayOfWeek.class), Arbitraries.integers().between(0, 24 * 60 - 1))
        .as((day, minute) -> new PostingSlot(day, LocalTime.MIDNIGHT.plusMinutes(minute)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
  }

  /** Each slot comes once a week, whatever the clock does, and nothing comes that is no slot. */
  @Property(tries = 100)
  void everySlotComesEveryWeek(
      @ForAll("slots") List<PostingSlot> slots,
      @ForAll("zones") ZoneId zone,
      @ForAll("moments") Instant now) {
    NavigableSet<Instant> times = new SlotTimes(slots, zone).after(now);

    assertTrue(times.first().isAfter(now));
    assertTrue(!times.last().isAfter(now.plus(SlotTimes.HORIZON)));
    long different = slots.stream().distinct().count();
    long weeks = SlotTimes.HORIZON.toDays() / 7;
    assertTrue(times.size() >= weeks - 1);
    assertTrue(times.size() <= different * (weeks + 2));
    Instant before = now;
    for (Instant time : times) {
      assertTrue(Duration.between(before, time).compareTo(Duration.ofDays(9)) < 0);
      before = time;
    }
  }

  @Provide
  Arbitrary<Instant> moments() {
    return Arbitraries.longs()
        .between(START.getEpochSecond(), END.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  private static NavigableSet<Instant> next(ZoneId zone, String now, String... slots) {
    return new TreeSet<>(
        new SlotTimes(List.of(slots).stream().map(PostingSlot::parse).toList(), zone)
            .after(Instant.parse(now)));
  }
}
