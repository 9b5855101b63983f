package io.postly.scheduling.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the times of one channel's posts must keep to. A post counts at the time at which it is to
 * go out or went out, late or not, if it stands on the channel, may stand there, or is still to:
 * one that was cancelled, failed or was missed does not count, nor one that its network has
 * deleted.
 *
 * @param spacing the least time between two posts
 * @param dailyCap the most posts of one local day
 */
record RuleSet(Optional<Duration> spacing, OptionalInt dailyCap, List<Blackout> blackouts) {

  static final RuleSet NONE = new RuleSet(Optional.empty(), OptionalInt.empty(), List.of());

  RuleSet {
    blackouts = List.copyOf(blackouts);
  }

  boolean isEmpty() {
    return spacing.isEmpty() && dailyCap.isEmpty() && blackouts.isEmpty();
  }

  /** The time around an instant in which other posts matter to it. */
  Duration reach() {
    Duration day = Duration.ofDays(2);
    return spacing.filter(length -> length.compareTo(day) > 0).orElse(day);
  }

  /**
   * What stands in the way of a post at that instant.
   *
   * @param others the channel's other posts; those beyond {@link #reach} do not matter
   */
  List<Conflict> conflicts(Instant at, ZoneId zone, Collection<OtherPost> others) {
    List<Conflict> conflicts = new ArrayList<>();
    for (Blackout blackout : blackouts) {
      blackout
          .endIfWithin(at, zone)
          .ifPresent(end -> conflicts.add(new Conflict.InBlackout(blackout.reason(), end)));
    }
    spacing.ifPresent(length -> addTooNear(at, length, others, conflicts));
    dailyCap.ifPresent(most -> addOverCap(at, most, zone, others, conflicts));
    return conflicts;
  }

  private static void addTooNear(
      Instant at, Duration length, Collection<OtherPost> others, List<Conflict> conflicts) {
    others.stream()
        .filter(other -> Duration.between(other.at(), at).abs().compareTo(length) < 0)
        .forEach(other -> conflicts.add(new Conflict.TooNear(length, other)));
  }

  private static void addOverCap(
      Instant at, int most, ZoneId zone, Collection<OtherPost> others, List<Conflict> conflicts) {
    LocalDate day = at.atZone(zone).toLocalDate();
    List<OtherPost> sameDay =
        others.stream().filter(other -> other.at().atZone(zone).toLocalDate().equals(day)).toList();
    if (sameDay.size() >= most) {
      conflicts.add(
          new Conflict.OverCap(most, day, sameDay, day.plusDays(1).atStartOfDay(zone).toInstant()));
    }
  }
}
