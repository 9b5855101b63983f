package io.postly.analytics.activity;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Counts the calls of hours that have ended, and of their days, again whenever one came late. What
 * is marked and not yet counted, reports read from the log itself.
 */
@ApplicationScoped
class ActivityCounting {

  private final ActivityCounts counts;
  private final CountLock lock;
  private final Clock clock;

  ActivityCounting(ActivityCounts counts, CountLock lock, Clock clock) {
    this.counts = counts;
    this.lock = lock;
    this.clock = clock;
  }

  @Scheduled(
      every = "${postly.analytics.counting-interval:10s}",
      delayed = "5s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void countEnded() {
    boolean mayHaveMore;
    do {
      mayHaveMore = QuarkusTransaction.requiringNew().call(this::countBatch);
    } while (mayHaveMore);
  }

  private boolean countBatch() {
    if (!lock.tryTake()) {
      return false;
    }
    Instant openHour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    List<MarkedHour> hours = counts.markedBefore(openHour);
    counts.count(hours);
    return !hours.isEmpty();
  }
}
