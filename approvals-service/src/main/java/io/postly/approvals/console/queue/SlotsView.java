package io.postly.approvals.console.queue;

import io.postly.approvals.console.api.Slots;
import io.postly.approvals.console.api.Slots.Slot;
import io.quarkus.qute.TemplateData;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The slots of a channel as the page shows them.
 *
 * @param days from Monday to Sunday
 */
@TemplateData
public record SlotsView(String channelName, int version, List<Day> days) {

  /**
   * A day of the week.
   *
   * @param name as people write it
   * @param field the field's name
   * @param times with commas between them; empty if there are none
   */
  @TemplateData
  public record Day(String name, String field, String times) {}

  /** Copies the list. */
  public SlotsView {
    days = List.copyOf(days);
  }

  static SlotsView of(Slots slots) {
    return new SlotsView(
        slots.channelName(),
        slots.version(),
        Stream.of(DayOfWeek.values()).map(day -> day(day, times(slots, day))).toList());
  }

  /** What the person had typed, on top of the slots that there are. */
  SlotsView with(SlotsForm form) {
    return new SlotsView(
        channelName,
        version,
        Stream.of(DayOfWeek.values()).map(day -> day(day, form.typed(day))).toList());
  }

  private static Day day(DayOfWeek day, String times) {
    return new Day(name(day), SlotsForm.label(day), times);
  }

  static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private static String times(Slots slots, DayOfWeek day) {
    return slots.slots().stream()
        .filter(slot -> slot.day().equals(SlotsForm.label(day)))
        .map(Slot::time)
        .collect(Collectors.joining(", "));
  }
}
