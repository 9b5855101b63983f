package io.postly.scheduling.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * How often a network is asked about the same publication: at once, and then less and less often.
 * What it does not tell now it seldom tells a moment later, and it counts who asks how often. Each
 * replica keeps its own pace.
 */
final class ReadingPace {

  /** The longest time between two readings. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private final Duration first;
  private final Map<UUID, Turn> turns = new ConcurrentHashMap<>();

  private record Turn(Instant at, Duration pause) {}

  /**
   * A pace.
   *
   * @param first the time between the first reading and the second; it doubles from then on
   */
  ReadingPace(Duration first) {
    this.first = first;
  }

  /** Whether it is to be read now; whoever asks does it. */
  boolean isTurnOf(UUID publicationId, Instant now) {
    Turn turn = turns.getOrDefault(publicationId, new Turn(now, first));
    if (now.isBefore(turn.at())) {
      return false;
    }
    Duration doubled = turn.pause().multipliedBy(2);
    turns.put(
        publicationId,
        new Turn(now.plus(turn.pause()), doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST));
    return true;
  }

  /** Those that are not to be read now, of those that have been. */
  Set<UUID> waiting(Instant now) {
    return turns.entrySet().stream()
        .filter(turn -> now.isBefore(turn.getValue().at()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Forgets those that have missed several turns: they have been settled. */
  void forgetBefore(Instant now) {
    Instant settled = now.minus(LONGEST.multipliedBy(2));
    turns.values().removeIf(turn -> turn.at().isBefore(settled));
  }
}
