package io.postly.approvals.console.queue;

import io.postly.approvals.console.api.Problem;
import io.postly.approvals.console.api.RefusedException;
import io.postly.approvals.console.api.Slots.Slot;
import jakarta.ws.rs.FormParam;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fields of the form of slots, one for each day of the week, and what they mean. */
public class SlotsForm {

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");
  private static final Pattern TIME = Pattern.compile("([01]?\\d|2[0-3])[:.]([0-5]\\d)");
  private static final int BAD_REQUEST = 400;

  /** The version of the slots that the form was made from. */
  @FormParam("expected_version")
  public String expectedVersion;

  /** Times of Monday. */
  @FormParam("monday")
  public String monday;

  /** Times of Tuesday. */
  @FormParam("tuesday")
  public String tuesday;

  /** Times of Wednesday. */
  @FormParam("wednesday")
  public String wednesday;

  /** Times of Thursday. */
  @FormParam("thursday")
  public String thursday;

  /** Times of Friday. */
  @FormParam("friday")
  public String friday;

  /** Times of Saturday. */
  @FormParam("saturday")
  public String saturday;

  /** Times of Sunday. */
  @FormParam("sunday")
  public String sunday;

  /** What was typed for a day; empty if nothing was. */
  String typed(DayOfWeek day) {
    String field =
        switch (day) {
          case MONDAY -> monday;
          case TUESDAY -> tuesday;
          case WEDNESDAY -> wednesday;
          case THURSDAY -> thursday;
          case FRIDAY -> friday;
          case SATURDAY -> saturday;
          case SUNDAY -> sunday;
        };
    return field == null ? "" : field.strip();
  }

  /** The version; 0 if the form names none, which is refused where there are slots. */
  int version() {
    try {
      return expectedVersion == null ? 0 : Integer.parseInt(expectedVersion.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * The slots that the form asks for.
   *
   * @throws RefusedException naming everything that is no time, or given twice
   */
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    List<Problem.Violation> violations = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      for (String time : times(day)) {
        read(day, time, slots).ifPresent(violations::add);
      }
    }
    if (!violations.isEmpty()) {
      throw new RefusedException(
          new Problem(
              BAD_REQUEST,
              null,
              "These slots cannot be set",
              "Nothing was changed.",
              "Write hours and minutes, such as 09:00, with a comma between two times.",
              violations));
    }
    return slots;
  }

  /** Adds a slot to others, or says why not. */
  private static Optional<Problem.Violation> read(DayOfWeek day, String time, List<Slot> slots) {
    Matcher parts = TIME.matcher(time);
    if (!parts.matches()) {
      return Optional.of(violation(day, time, "is no time"));
    }
    Slot slot = new Slot(label(day), padded(parts.group(1)) + ":" + parts.group(2));
    if (slots.contains(slot)) {
      return Optional.of(violation(day, time, "is given twice"));
    }
    slots.add(slot);
    return Optional.empty();
  }

  private static String padded(String hour) {
    return hour.length() == 1 ? "0" + hour : hour;
  }

  private static Problem.Violation violation(DayOfWeek day, String time, String why) {
    return new Problem.Violation(SlotsView.name(day), "“" + time + "” " + why);
  }

  private List<String> times(DayOfWeek day) {
    return Stream.of(SEPARATORS.split(typed(day))).filter(time -> !time.isEmpty()).toList();
  }

  static String label(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }
}
