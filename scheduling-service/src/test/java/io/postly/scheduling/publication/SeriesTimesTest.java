package io.postly.scheduling.publication;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.postly.action.problem.Violation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a repetition is read that a person has given, and what is refused. */
class SeriesTimesTest {

  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
  private static final ZoneId ROME = ZoneId.of("Europe/Rome");
  private static final String TUESDAY = "2027-03-02T09:00:00+01:00";

  @Test
  void shouldKeepTheWorkspacesLocalTimeOfATimeWithOffset() {
    assertEquals(
        List.of("2027-03-23T08:00:00Z", "2027-03-30T07:00:00Z"),
        read("2027-03-23T08:00:00Z", null, weekly(2, null)));
  }

  @Test
  void shouldKeepTheLocalTimeOfTheZoneThatIsGiven() {
    assertEquals(
        List.of("2027-03-13T14:00:00Z", "2027-03-14T13:00:00Z"),
        read(
            "2027-03-13T09:00:00", "America/New_York", new Repetition("day", null, null, 2, null)));
  }

  @Test
  void shouldRepeatTheTimeThatWasNamedAndNotTheOneThatTheClockMadeOfIt() {
    assertEquals(
        List.of("2027-03-28T01:30:00Z", "2027-03-29T00:30:00Z"),
        read("2027-03-28T02:30:00", "Europe/Rome", new Repetition("day", null, null, 2, null)));
  }

  @Test
  void shouldIncludeTheLastDay() {
    assertEquals(
        List.of("2027-03-02T08:00:00Z", "2027-03-04T08:00:00Z", "2027-03-06T08:00:00Z"),
        read(TUESDAY, null, new Repetition("day", 2, null, null, "2027-03-06")));
  }

  @Test
  void shouldRefuseWhatMakesNoSense() {
    assertEquals(
        List.of(
            "repeat.every: must be one of these",
            "repeat.weekdays: says something of weeks only",
            "repeat.weekdays[1]: is not a day of the week",
            "repeat.weekdays[2]: is given twice",
            "repeat.until: must be a date such as 2027-06-30",
            "repeat: must have either times or until"),
        wrong(TUESDAY, new Repetition("year", 1, List.of("monday", "mon", "monday"), 3, "soon")));
    assertEquals(
        List.of("repeat: must have either times or until"),
        wrong(TUESDAY, new Repetition("day", 1, null, null, null)));
  }

  @Test
  void shouldRefuseAFirstDateThatIsNoneOfTheDays() {
    assertEquals(
        List.of(
            "repeat.weekdays: must have the day of publish_at, which is a tuesday in Europe/Rome"),
        wrong(TUESDAY, new Repetition("week", 1, List.of("monday", "friday"), 4, null)));
  }

  @Test
  void shouldRefuseWhatMakesTooFewDates() {
    assertEquals(
        List.of("repeat.until: leaves no second date"),
        wrong(TUESDAY, new Repetition("week", 1, null, null, "2027-03-08")));
    assertEquals(
        List.of("repeat.times: leaves no second date within 366 days"),
        wrong(TUESDAY, new Repetition("month", 11, null, 2, null)));
  }

  @Test
  void shouldRefuseTooManyDatesAndSayHowFarItCouldGo() {
    assertEquals(
        List.of("repeat.until: makes more than 52 dates; the last of 52 is 2027-04-22"),
        wrong(TUESDAY, new Repetition("day", 1, null, null, "2027-04-23")));
    assertEquals(
        52, read(TUESDAY, null, new Repetition("day", 1, null, null, "2027-04-22")).size());
  }

  @Test
  void shouldRefuseDatesTooFarAheadAndSayHowManyWouldDo() {
    assertEquals(
        List.of(
            "repeat.times: makes dates more than 366 days ahead; 10 are not, the last of them"
                + " 2027-12-02"),
        wrong(TUESDAY, new Repetition("month", 1, null, 12, null)));
    assertEquals(
        List.of(
            "repeat.until: makes dates more than 366 days ahead; 10 are not, the last of them"
                + " 2027-12-02"),
        wrong(TUESDAY, new Repetition("month", 1, null, null, "2028-06-01")));
  }

  @Test
  void shouldReportTheTimeAndTheRepetitionAtOnce() {
    assertEquals(
        List.of("publish_at: has no offset: add one, or give time_zone"),
        wrong("2027-03-02T09:00:00", weekly(2, null)));
    assertEquals(2, wrong("2026-03-02T09:00:00Z", new Repetition("year", 1, null, 2, null)).size());
  }

  private static Repetition weekly(Integer times, String until) {
    return new Repetition("week", null, null, times, until);
  }

  private static List<String> read(String publishAt, String zone, Repetition repeat) {
    List<Violation> violations = new ArrayList<>();
    List<Instant> found = read(publishAt, zone, repeat, violations);
    assertEquals(List.of(), violations);
    return found.stream().map(Instant::toString).toList();
  }

  private static List<String> wrong(String publishAt, Repetition repeat) {
    List<Violation> violations = new ArrayList<>();
    read(publishAt, null, repeat, violations);
    return violations.stream().map(wrong -> wrong.field() + ": " + wrong.message()).toList();
  }

  private static List<Instant> read(
      String publishAt, String zone, Repetition repeat, List<Violation> violations) {
    NewPublication request = new NewPublication(new UUID(0, 1), 1, publishAt, zone, null, repeat);
    return new SeriesTimes(SeriesTimes.zone(request, ROME), NOW, violations).read(request);
  }
}
