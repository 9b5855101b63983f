package io.postly.analytics.activity;

import io.postly.action.fixture.MovableClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Lets tests count hours, and drop months, when they want it. */
@ApplicationScoped
public class CountingDrill {

  @Inject ActivityCounting counting;
  @Inject ActivityRetention retention;
  @Inject ActivityPartitions partitions;
  @Inject CountLock lock;
  @Inject MovableClock clock;

  /** Counts all marked hours that have ended. */
  public void countEnded() {
    counting.countEnded();
  }

  /** Keeps the months as if that long had passed. */
  public void keepMonthsAfter(Duration passed) {
    clock.advance(passed);
    try {
      retention.keepMonths();
    } finally {
      clock.reset();
    }
  }

  /** Drops the months before that of the time. */
  public List<String> dropBefore(Instant time) {
    return partitions.dropBefore(time);
  }

  /** Forgets that the month has a table, as another replica does that has never seen it. */
  public void forget(Instant at) {
    partitions.forget(at);
  }

  /** Makes sure that the month has a table. */
  public void partitionFor(Instant at) {
    partitions.makeFor(at);
  }

  /** Has the lock of the counts until the transaction ends. */
  public void holdLock() {
    lock.take();
  }
}
