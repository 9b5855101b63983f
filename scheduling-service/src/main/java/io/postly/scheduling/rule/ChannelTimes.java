package io.postly.scheduling.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The times of one channel that are given away one after another, each in regard of those before.
 * Used by one call and then no more.
 */
public final class ChannelTimes {

  private final RuleSet rules;
  private final List<OtherPost> others;
  private final ZoneId zone;

  ChannelTimes(FreeTimes.Occupied occupied, ZoneId zone) {
    this.rules = occupied.rules();
    this.others = new ArrayList<>(occupied.others());
    this.zone = zone;
  }

  /** Gives a time away unless that breaks a rule. */
  public boolean take(Instant time) {
    if (!rules.conflicts(time, zone, others).isEmpty()) {
      return false;
    }
    others.add(OtherPost.ofTheSameCall(time));
    return true;
  }

  /** Gives a time away whatever that breaks, and says what it does. */
  List<Conflict> force(Instant time) {
    List<Conflict> conflicts = rules.conflicts(time, zone, others);
    others.add(OtherPost.ofTheSameCall(time));
    return conflicts;
  }
}
