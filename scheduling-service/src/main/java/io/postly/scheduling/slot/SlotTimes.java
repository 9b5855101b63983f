package io.postly.scheduling.slot;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The instants of weekly slots in a time zone. Where a clock change makes two slots meet, they are
 * one instant.
 */
public final class SlotTimes {

  /** How far ahead slots are given away. */
  public static final Duration HORIZON = Duration.ofDays(366);

  private final List<PostingSlot> slots;
  private final ZoneId zone;

  SlotTimes(Collection<PostingSlot> slots, ZoneId zone) {
    this.slots = List.copyOf(slots);
    this.zone = zone;
  }

  /** Whether there is no slot at all. */
  public boolean isEmpty() {
    return slots.isEmpty();
  }

  /**
   * Every instant of the slots after that one, up to {@link #HORIZON} later, the first first. Each
   * day is asked for its slots, and so are the days around: a clock change at midnight moves a slot
   * into the next day.
   */
  public NavigableSet<Instant> after(Instant now) {
    Instant end = now.plus(HORIZON);
    LocalDate last = end.atZone(zone).toLocalDate().plusDays(1);
    NavigableSet<Instant> times = new TreeSet<>();
    for (LocalDate date = now.atZone(zone).toLocalDate().minusDays(1);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      for (PostingSlot slot : slots) {
        if (slot.day() == date.getDayOfWeek()) {
          times.add(slot.on(date, zone));
        }
      }
    }
    return times.subSet(now, false, end, true);
  }
}
