package io.postly.scheduling.rule;

import io.postly.action.problem.Violation;
import io.postly.scheduling.workspace.WeekTimes;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads rules as they are given, and says everything that is wrong with them. */
final class RuleReading {

  private static final int DATE_LENGTH = "2027-12-24".length();

  private final List<Violation> violations;

  /** Adds what is wrong to those violations. */
  RuleReading(List<Violation> violations) {
    this.violations = violations;
  }

  /** The rules that hold for a channel: its own if it has any, else the workspace's. */
  RuleSet of(RulesDocument document, UUID channelId) {
    return document.channels().stream()
        .filter(own -> own.channelId().equals(channelId))
        .findFirst()
        .map(own -> set("", own.minSpacingMinutes(), own.dailyCap(), own.blackouts()))
        .orElseGet(
            () -> set("", document.minSpacingMinutes(), document.dailyCap(), document.blackouts()));
  }

  /** Looks at everything. */
  void check(RulesDocument document) {
    set("", document.minSpacingMinutes(), document.dailyCap(), document.blackouts());
    List<UUID> seen = new ArrayList<>();
    for (int i = 0; i < document.channels().size(); i++) {
      ChannelRules own = document.channels().get(i);
      String field = "channels[" + i + "].";
      if (seen.contains(own.channelId())) {
        violations.add(Violation.of(field + "channel_id", "is given twice"));
      }
      seen.add(own.channelId());
      set(field, own.minSpacingMinutes(), own.dailyCap(), own.blackouts());
    }
  }

  private RuleSet set(
      String prefix, Integer minSpacingMinutes, Integer dailyCap, List<BlackoutInput> blackouts) {
    List<Blackout> read = new ArrayList<>();
    for (int i = 0; i < blackouts.size(); i++) {
      blackout(prefix + "blackouts[" + i + "]", blackouts.get(i)).ifPresent(read::add);
    }
    return new RuleSet(
        Optional.ofNullable(minSpacingMinutes).map(Duration::ofMinutes),
        dailyCap == null ? OptionalInt.empty() : OptionalInt.of(dailyCap),
        read);
  }

  private Optional<Blackout> blackout(String field, BlackoutInput input) {
    boolean isWeekly =
        Stream.of(input.fromDay(), input.fromTime(), input.toDay(), input.toTime())
            .anyMatch(Objects::nonNull);
    boolean isOfDays = input.firstDate() != null || input.lastDate() != null;
    if (isWeekly == isOfDays) {
      violations.add(
          Violation.of(
              field,
              "must have either from_day, from_time, to_day and to_time, or first_date and"
                  + " last_date"));
      return Optional.empty();
    }
    return isWeekly ? weekly(field, input) : days(field, input);
  }

  private Optional<Blackout> weekly(String field, BlackoutInput input) {
    Optional<Blackout.WeekTime> from =
        weekTime(field + ".from_", input.fromDay(), input.fromTime());
    Optional<Blackout.WeekTime> to = weekTime(field + ".to_", input.toDay(), input.toTime());
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.equals(to)) {
      violations.add(Violation.of(field, "must end at another time of the week than it begins"));
      return Optional.empty();
    }
    return Optional.of(new Blackout.Weekly(input.reason(), from.get(), to.get()));
  }

  private Optional<Blackout.WeekTime> weekTime(String field, String day, String time) {
    Optional<DayOfWeek> readDay = WeekTimes.day(day);
    Optional<LocalTime> readTime = WeekTimes.time(time);
    if (readDay.isEmpty()) {
      violations.add(new Violation(field + "day", "must be a day of the week", WeekTimes.days()));
    }
    if (readTime.isEmpty()) {
      violations.add(Violation.of(field + "time", "must be a time such as 09:00"));
    }
    return readDay.flatMap(found -> readTime.map(at -> new Blackout.WeekTime(found, at)));
  }

  private Optional<Blackout> days(String field, BlackoutInput input) {
    Optional<LocalDate> first = date(field + ".first_date", input.firstDate());
    Optional<LocalDate> last = date(field + ".last_date", input.lastDate());
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    if (last.get().isBefore(first.get())) {
      violations.add(Violation.of(field + ".last_date", "must not be before first_date"));
      return Optional.empty();
    }
    return Optional.of(new Blackout.Days(input.reason(), first.get(), last.get()));
  }

  private Optional<LocalDate> date(String field, String text) {
    try {
      // Years of more than four digits have no day after their last.
      if (text != null && text.length() == DATE_LENGTH) {
        return Optional.of(LocalDate.parse(text));
      }
    } catch (DateTimeException e) {
      // Said below, as for one that is missing.
    }
    violations.add(Violation.of(field, "must be a date such as 2027-12-24"));
    return Optional.empty();
  }
}
