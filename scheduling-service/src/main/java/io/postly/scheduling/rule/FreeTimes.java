package io.postly.scheduling.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds times that break no rule of any of some channels. */
final class FreeTimes {

  private static final Duration HORIZON = Duration.ofDays(366);
  private static final Duration APART = Duration.ofHours(1);

  private FreeTimes() {}

  /** A channel's rules, and the posts that it has already. */
  record Occupied(RuleSet rules, Collection<OtherPost> others) {

    List<Conflict> conflicts(Instant at, ZoneId zone) {
      return rules.conflicts(at, zone, others);
    }
  }

  /**
   * The next times without a conflict, each at least an hour after the one before.
   *
   * @param from the earliest, itself included
   */
  static List<Instant> next(Instant from, ZoneId zone, Collection<Occupied> channels, int most) {
    List<Instant> found = new ArrayList<>();
    Instant candidate = from;
    while (found.size() < most) {
      Optional<Instant> free = first(candidate, from.plus(HORIZON), zone, channels);
      if (free.isEmpty()) {
        return found;
      }
      found.add(free.get());
      candidate = free.get().plus(APART);
    }
    return found;
  }

  /** Each step goes to where one of the conflicts is over, and so passes over no free time. */
  private static Optional<Instant> first(
      Instant from, Instant end, ZoneId zone, Collection<Occupied> channels) {
    Instant candidate = from;
    while (!candidate.isAfter(end)) {
      Instant at = candidate;
      Optional<Instant> later =
          channels.stream()
              .flatMap(channel -> channel.conflicts(at, zone).stream())
              .map(Conflict::until)
              .max(Comparator.naturalOrder());
      if (later.isEmpty()) {
        return Optional.of(at);
      }
      candidate = later.get();
    }
    return Optional.empty();
  }
}
