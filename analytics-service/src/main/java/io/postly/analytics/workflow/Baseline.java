package io.postly.analytics.workflow;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** The median of what workflows by hand took, as one after the other becomes known. */
final class Baseline {

  private static final double HALF = 0.5;

  // The lower half has the middle one if their number is odd.
  private final Queue<Long> lower = new PriorityQueue<>(Comparator.reverseOrder());
  private final Queue<Long> upper = new PriorityQueue<>();

  /** Has one more count. */
  void add(long seconds) {
    lower.add(seconds);
    upper.add(lower.remove());
    if (upper.size() > lower.size()) {
      lower.add(upper.remove());
    }
  }

  /** How many there are, and the median; 0 of none. */
  StockStore.ByHand byHand() {
    return new StockStore.ByHand((long) lower.size() + upper.size(), median());
  }

  private double median() {
    if (lower.isEmpty()) {
      return 0;
    }
    return lower.size() > upper.size()
        ? lower.element()
        : (lower.element() + upper.element()) * HALF;
  }
}
