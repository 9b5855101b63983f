package io.postly.scheduling.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The times of one channel that are given away one after another, each in regard of those before.
 * Used by one call and then no more.
 */
public final class ChannelTimes {

  private static final UUID NEW_POST = new UUID(0, 0);

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
    others.add(new OtherPost(NEW_POST, time));
    return true;
  }
}
