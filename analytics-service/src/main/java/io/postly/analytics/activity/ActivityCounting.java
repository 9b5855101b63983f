package io.postly.analytics.activity;

import io.postly.analytics.count.Counting;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Counts the calls of hours that have ended, of their days, and of months that have ended, again
 * whenever one came late. What is marked and not yet counted, reports read from what it is counted
 * from.
 */
@ApplicationScoped
class ActivityCounting {

  /** Who changes the counts of calls has the lock of that name. */
  static final String COUNTS = "activity counts";

  private final ActivityCounts counts;
  private final Counting counting;
  private final Clock clock;

  ActivityCounting(ActivityCounts counts, Counting counting, Clock clock) {
    this.counts = counts;
    this.counting = counting;
    this.clock = clock;
  }

  @Scheduled(
      every = "${postly.analytics.counting-interval:10s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void countEnded() {
    counting.countAll(COUNTS, Counting.openHour(clock), counts::hoursBefore, counts::countHours);
    counting.countAll(COUNTS, Counting.openMonth(clock), counts::monthsBefore, counts::countMonths);
  }
}
