package io.postly.analytics.activity;

import io.postly.analytics.AnalyticsConfig;
import io.postly.analytics.count.CountLock;
import io.postly.analytics.count.Counting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Lets tests count hours, and drop months, when they want it. */
@ApplicationScoped
public class CountingDrill {

  @Inject ActivityCounting counting;
  @Inject ActivityCounts counts;
  @Inject ActivityPartitions partitions;
  @Inject Counting allMarked;
  @Inject CountLock lock;
  @Inject AnalyticsConfig config;

  /** Counts all marked hours, and months, that have ended. */
  public void countEnded() {
    counting.countEnded();
  }

  /** Keeps the months as at that time. */
  public void keepMonths(Instant now) {
    new ActivityRetention(partitions, config, Clock.fixed(now, ZoneOffset.UTC)).keepMonths();
  }

  /** Counts the marked hours that have ended at that time. */
  public void countEndedAt(Instant now) {
    new ActivityCounting(counts, allMarked, Clock.fixed(now, ZoneOffset.UTC)).countEnded();
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
    lock.take(ActivityCounting.COUNTS);
  }
}
