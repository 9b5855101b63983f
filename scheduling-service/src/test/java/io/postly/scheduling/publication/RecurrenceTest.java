package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.scheduling.publication.Recurrence.Unit;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RecurrenceTest {

  private static final ZoneId ROME = ZoneId.of("Europe/Rome");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2029-01-01T00:00:00Z");

  @Test
  void shouldTakeTheLastDayOfAMonthWithoutTheDay() {
    assertEquals(
        List.of("2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"),
        dates(monthly("2027-12-31T09:00", 1), 6));
    assertEquals(
        List.of("2027-01-29", "2027-02-28", "2027-03-29"),
        dates(monthly("2027-01-29T09:00", 1), 3));
    assertEquals(
        List.of("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"),
        dates(monthly("2028-02-29T09:00", 12), 5));
  }

  @Test
  void shouldHaveALeapDayEveryDay() {
    assertEquals(
        List.of("2028-02-28", "2028-02-29", "2028-03-01"),
        dates(recurrence("2028-02-28T09:00", ROME, Unit.DAY, 1), 3));
  }

  @Test
  void shouldCountWeeksFromMonday() {
    Recurrence everyOtherWeek =
        new Recurrence(
            LocalDateTime.parse("2027-03-04T09:00"),
            ROME,
            Unit.WEEK,
            2,
            EnumSet.of(DayOfWeek.THURSDAY, DayOfWeek.MONDAY));

    assertEquals(
        List.of("2027-03-04", "2027-03-15", "2027-03-18", "2027-03-29", "2027-04-01"),
        dates(everyOtherWeek, 5));
  }

  @Test
  void shouldKeepTheLocalTimeWhenTheClockChanges() {
    assertEquals(
        List.of(
            Instant.parse("2027-03-27T08:00:00Z"),
            Instant.parse("2027-03-28T07:00:00Z"),
            Instant.parse("2027-03-29T07:00:00Z")),
        instants(recurrence("2027-03-27T09:00", ROME, Unit.DAY, 1), 3));
  }

  @Test
  void shouldMoveForwardOnlyOnTheDayThatSkipsTheTime() {
    assertEquals(
        List.of(
            Instant.parse("2027-03-27T01:30:00Z"),
            Instant.parse("2027-03-28T01:30:00Z"),
            Instant.parse("2027-03-29T00:30:00Z")),
        instants(recurrence("2027-03-27T02:30", ROME, Unit.DAY, 1), 3));
  }

  @Test
  void shouldBeginAtTheSecondOfATimeThatOccursTwiceIfThatIsMeant() {
    Instant second = Instant.parse("2027-10-31T01:30:00Z");

    assertEquals(
        List.of(second, Instant.parse("2027-11-01T01:30:00Z")),
        recurrence("2027-10-31T02:30", ROME, Unit.DAY, 1).from(second).limit(2).toList());
  }

  /** Samoa had no 30 December in 2011. */
  @Test
  void shouldMakeOneOfTwoTimesThatMeet() {
    ZoneId apia = ZoneId.of("Pacific/Apia");

    assertEquals(
        List.of("2011-12-29", "2011-12-31", "2012-01-01"),
        instants(recurrence("2011-12-29T09:00", apia, Unit.DAY, 1), 3).stream()
            .map(time -> time.atZone(apia).toLocalDate().toString())
            .toList());
  }

  /** Each date is what a single post of that local time would be given, at every change. */
  @Test
  void shouldReadEachDateAsASingleTimeAtEveryChangeOfEveryZone() {
    int changes = 0;
    for (String name : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(name);
      for (ZoneOffsetTransition change : changes(zone)) {
        for (int minutes = -90; minutes <= 90; minutes += 45) {
          LocalDateTime critical = change.getDateTimeBefore().plusMinutes(minutes);
          assertAsSingleTimes(
              new Recurrence(critical.minusDays(2), zone, Unit.DAY, 1, anyDay(critical)), 4);
          assertAsSingleTimes(
              new Recurrence(critical.minusWeeks(1), zone, Unit.WEEK, 1, anyDay(critical)), 3);
        }
        changes++;
      }
    }
    assertTrue(changes > 500, () -> "There are changes of clocks");
  }

  private static void assertAsSingleTimes(Recurrence recurrence, int most) {
    Instant now = PublishTime.instant(recurrence.start(), recurrence.zone()).minusSeconds(60);
    List<Instant> single = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      LocalDateTime local =
          recurrence.every() == Unit.DAY
              ? recurrence.start().plusDays(i)
              : recurrence.start().plusWeeks(i);
      single.add(
          PublishTime.read(local.toString(), recurrence.zone().getId(), now, new ArrayList<>())
              .orElseThrow());
    }
    assertEquals(single, instants(recurrence, most), recurrence::toString);
  }

  @Provide
  Arbitrary<Recurrence> recurrences() {
    Arbitrary<ZoneId> zones =
        Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().toList()).map(ZoneId::of);
    Arbitrary<LocalDateTime> starts =
        Arbitraries.longs()
            .between(BEGIN.getEpochSecond() / 60, END.getEpochSecond() / 60)
            .map(minute -> LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC));
    Arbitrary<Set<DayOfWeek>> days = Arbitraries.of(DayOfWeek.class).set().ofMaxSize(6);
    return Combinators.combine(
            starts, zones, Arbitraries.of(Unit.class), Arbitraries.integers().between(1, 9), days)
        .as(
            (start, zone, unit, interval, some) -> {
              Set<DayOfWeek> weekdays = EnumSet.of(start.getDayOfWeek());
              weekdays.addAll(some);
              return new Recurrence(start, zone, unit, interval, weekdays);
            });
  }

  /** Every date is one that the rule names, at its local time; none is left out between two. */
  @Property(tries = 500)
  void namesEveryDateOfTheRuleAndNoOther(@ForAll("recurrences") Recurrence recurrence) {
    List<Instant> found = instants(recurrence, 30);

    List<Instant> expected =
        Stream.iterate(recurrence.start().toLocalDate(), day -> day.plusDays(1))
            .filter(day -> isNamed(day, recurrence))
            .map(day -> day.atTime(recurrence.start().toLocalTime()))
            .map(local -> local.atZone(recurrence.zone()).toInstant())
            .distinct()
            .limit(30)
            .toList();
    assertEquals(expected, found);
  }

  @Property(tries = 200)
  void goesOnlyForward(@ForAll("recurrences") Recurrence recurrence) {
    List<Instant> found = instants(recurrence, 52);

    for (int i = 1; i < found.size(); i++) {
      assertTrue(
          Duration.between(found.get(i - 1), found.get(i)).compareTo(Duration.ofHours(12)) > 0);
    }
  }

  /** The rule in other words: whether a day is one of it, by itself. */
  private static boolean isNamed(LocalDate day, Recurrence recurrence) {
    LocalDate start = recurrence.start().toLocalDate();
    return switch (recurrence.every()) {
      case DAY -> ChronoUnit.DAYS.between(start, day) % recurrence.interval() == 0;
      case WEEK ->
          recurrence.weekdays().contains(day.getDayOfWeek())
              && ChronoUnit.WEEKS.between(monday(start), monday(day)) % recurrence.interval() == 0;
      case MONTH -> {
        YearMonth month = YearMonth.from(day);
        yield ChronoUnit.MONTHS.between(YearMonth.from(start), month) % recurrence.interval() == 0
            && day.getDayOfMonth() == Math.min(start.getDayOfMonth(), month.lengthOfMonth());
      }
    };
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition change = zone.getRules().nextTransition(BEGIN);
    while (change != null && change.getInstant().isBefore(END)) {
      changes.add(change);
      change = zone.getRules().nextTransition(change.getInstant());
    }
    return changes;
  }

  private static Recurrence monthly(String start, int interval) {
    return recurrence(start, ROME, Unit.MONTH, interval);
  }

  private static Recurrence recurrence(String start, ZoneId zone, Unit every, int interval) {
    LocalDateTime first = LocalDateTime.parse(start);
    return new Recurrence(first, zone, every, interval, anyDay(first));
  }

  private static Set<DayOfWeek> anyDay(LocalDateTime start) {
    return EnumSet.of(start.getDayOfWeek());
  }

  private static List<Instant> instants(Recurrence recurrence, int most) {
    return recurrence
        .from(PublishTime.instant(recurrence.start(), recurrence.zone()))
        .limit(most)
        .toList();
  }

  private static List<String> dates(Recurrence recurrence, int most) {
    return instants(recurrence, most).stream()
        .map(time -> time.atZone(recurrence.zone()).toLocalDate().toString())
        .toList();
  }
}
