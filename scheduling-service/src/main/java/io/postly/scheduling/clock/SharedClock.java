package io.postly.scheduling.clock;

import java.time.Instant;

/** The clock that all replicas can ask. */
@FunctionalInterface
public interface SharedClock {

  /** Asks it. */
  Reading read();

  /**
   * What it said, at some moment between two of this machine's {@link System#nanoTime}.
   *
   * @param askedNanos when it was asked
   * @param answeredNanos when the answer had come
   */
  record Reading(Instant time, long askedNanos, long answeredNanos) {

    long tookNanos() {
      return answeredNanos - askedNanos;
    }

    /** What it says by now, at the latest: as if it had been read as soon as it was asked. */
    Instant latestAt(long nanos) {
      return time.plusNanos(nanos - askedNanos);
    }
  }
}
