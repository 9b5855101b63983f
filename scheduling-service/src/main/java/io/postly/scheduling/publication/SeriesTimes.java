package io.postly.scheduling.publication;

import io.postly.action.problem.Violation;
import io.postly.scheduling.workspace.TimeZones;
import io.postly.scheduling.workspace.WeekTimes;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads when a post is to go out again and again, and says everything that is wrong with that. */
final class SeriesTimes {

  /** The most dates of one series. */
  static final int MOST = 52;

  private static final List<String> UNITS =
      Arrays.stream(Recurrence.Unit.values()).map(SeriesTimes::label).toList();

  private final ZoneId zone;
  private final Instant now;
  private final List<Violation> violations;

  /**
   * For one call.
   *
   * @param zone whose local time repeats
   * @param violations takes everything that is wrong
   */
  SeriesTimes(ZoneId zone, Instant now, List<Violation> violations) {
    this.zone = zone;
    this.now = now;
    this.violations = violations;
  }

  /** The zone whose local time repeats: the one that the call names, else the workspace's. */
  static ZoneId zone(NewPublication request, ZoneId ofWorkspace) {
    return Optional.ofNullable(request.timeZone()).flatMap(TimeZones::of).orElse(ofWorkspace);
  }

  /** The instants, the first first; not to be used if anything is wrong. */
  List<Instant> read(NewPublication request) {
    Optional<Instant> first =
        PublishTime.read(request.publishAt(), request.timeZone(), now, violations);
    Repetition wanted = request.repeat();
    Optional<Recurrence.Unit> unit = unit(wanted.every());
    Set<DayOfWeek> weekdays = weekdays(wanted);
    Optional<LocalDate> until = until(wanted);
    if ((wanted.times() == null) == (wanted.until() == null)) {
      violations.add(Violation.of("repeat", "must have either times or until"));
    }
    if (first.isEmpty() || !violations.isEmpty()) {
      return List.of();
    }
    LocalDateTime start = PublishTime.local(request.publishAt(), first.get(), zone);
    Recurrence recurrence =
        new Recurrence(
            start,
            zone,
            unit.orElseThrow(),
            wanted.interval() == null ? 1 : wanted.interval(),
            weekdays.isEmpty() ? EnumSet.of(start.getDayOfWeek()) : weekdays);
    requireStartOn(recurrence);
    return violations.isEmpty() ? bounded(recurrence.from(first.get()), wanted, until) : List.of();
  }

  private List<Instant> bounded(
      Stream<Instant> endless, Repetition wanted, Optional<LocalDate> until) {
    return until
        .map(last -> until(endless, last))
        .orElseGet(() -> withinReach("repeat.times", endless.limit(wanted.times()).toList()));
  }

  private List<Instant> until(Stream<Instant> endless, LocalDate last) {
    List<Instant> found =
        endless.takeWhile(time -> !day(time).isAfter(last)).limit(MOST + 1L).toList();
    if (found.size() > MOST) {
      violations.add(
          Violation.of(
              "repeat.until",
              "makes more than %d dates; the last of %d is %s"
                  .formatted(MOST, MOST, day(found.get(MOST - 1)))));
    } else if (found.size() < 2) {
      violations.add(Violation.of("repeat.until", "leaves no second date"));
    }
    return withinReach("repeat.until", found);
  }

  private List<Instant> withinReach(String field, List<Instant> found) {
    Instant end = now.plus(PublishTime.LONGEST_AHEAD);
    long within = found.stream().filter(time -> !time.isAfter(end)).count();
    if (within < found.size() && violations.isEmpty()) {
      violations.add(Violation.of(field, tooFar(found.subList(0, (int) within))));
    }
    return found;
  }

  private String tooFar(List<Instant> within) {
    return within.size() < 2
        ? "leaves no second date within 366 days"
        : "makes dates more than 366 days ahead; %d are not, the last of them %s"
            .formatted(within.size(), day(within.getLast()));
  }

  private LocalDate day(Instant time) {
    return time.atZone(zone).toLocalDate();
  }

  private Optional<Recurrence.Unit> unit(String label) {
    Optional<Recurrence.Unit> unit =
        Arrays.stream(Recurrence.Unit.values()).filter(one -> label(one).equals(label)).findFirst();
    if (unit.isEmpty()) {
      violations.add(new Violation("repeat.every", "must be one of these", UNITS));
    }
    return unit;
  }

  private static String label(Recurrence.Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  private Set<DayOfWeek> weekdays(Repetition wanted) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (wanted.weekdays() == null) {
      return days;
    }
    if (!label(Recurrence.Unit.WEEK).equals(wanted.every())) {
      violations.add(Violation.of("repeat.weekdays", "says something of weeks only"));
    }
    for (int i = 0; i < wanted.weekdays().size(); i++) {
      String field = "repeat.weekdays[" + i + "]";
      Optional<DayOfWeek> day = WeekTimes.day(wanted.weekdays().get(i));
      if (day.isEmpty()) {
        violations.add(new Violation(field, "is not a day of the week", WeekTimes.days()));
      } else if (!days.add(day.get())) {
        violations.add(Violation.of(field, "is given twice"));
      }
    }
    return days;
  }

  private void requireStartOn(Recurrence recurrence) {
    DayOfWeek day = recurrence.start().getDayOfWeek();
    if (!recurrence.weekdays().contains(day)) {
      violations.add(
          Violation.of(
              "repeat.weekdays",
              "must have the day of publish_at, which is a %s in %s"
                  .formatted(WeekTimes.label(day), zone.getId())));
    }
  }

  private Optional<LocalDate> until(Repetition wanted) {
    try {
      return Optional.ofNullable(wanted.until()).map(LocalDate::parse);
    } catch (DateTimeException e) {
      violations.add(Violation.of("repeat.until", "must be a date such as 2027-06-30"));
      return Optional.empty();
    }
  }
}
