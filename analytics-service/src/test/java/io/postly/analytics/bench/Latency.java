package io.postly.analytics.bench;

import java.util.Arrays;

/**
 * How long one kind of query took, in milliseconds.
 *
 * @param p50 the median
 * @param p95 what 95 of 100 did not exceed
 * @param most the longest
 */
record Latency(double p50, double p95, double most) {

  private static final double NANOS = 1_000_000;

  /** Runs the query so many times one after the other, and before that to warm up. */
  static Latency of(int warmUp, int times, Runnable query) {
    for (int i = 0; i < warmUp; i++) {
      query.run();
    }
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      query.run();
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return new Latency(
        nanos[times / 2] / NANOS,
        nanos[(int) Math.ceil(times * 0.95) - 1] / NANOS,
        nanos[times - 1] / NANOS);
  }

  @Override
  public String toString() {
    return "p50 %8.1f ms   p95 %8.1f ms   most %8.1f ms".formatted(p50, p95, most);
  }
}
