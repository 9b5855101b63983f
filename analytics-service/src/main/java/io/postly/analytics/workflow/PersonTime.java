package io.postly.analytics.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Estimates how long people worked in a workflow: for each person, the sum of the pauses between
 * that person's calls, none counted longer than a limit, because a longer one was spent elsewhere.
 */
final class PersonTime {

  private PersonTime() {}

  /**
   * The time of all together.
   *
   * @param calls of each person, in order
   */
  static Duration of(Collection<List<Instant>> calls, Duration longestPause) {
    return calls.stream()
        .map(ofOne -> of(ofOne, longestPause))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration of(List<Instant> calls, Duration longestPause) {
    Duration total = Duration.ZERO;
    for (int i = 1; i < calls.size(); i++) {
      Duration pause = Duration.between(calls.get(i - 1), calls.get(i));
      total = total.plus(pause.compareTo(longestPause) > 0 ? longestPause : pause);
    }
    return total;
  }
}
