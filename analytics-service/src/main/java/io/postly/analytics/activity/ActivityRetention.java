package io.postly.analytics.activity;

import io.postly.analytics.AnalyticsConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes the months ahead of the activity log, and drops those that need not be kept. */
@ApplicationScoped
class ActivityRetention {

  private static final Logger LOG = Logger.getLogger(ActivityRetention.class);
  private static final int MONTHS_AHEAD = 2;

  private final ActivityPartitions partitions;
  private final AnalyticsConfig config;
  private final Clock clock;

  ActivityRetention(ActivityPartitions partitions, AnalyticsConfig config, Clock clock) {
    this.partitions = partitions;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "1h",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void keepMonths() {
    makeAhead();
    dropOld();
  }

  /** Whether calls of that time are kept: for whole months, so a little longer than configured. */
  boolean keeps(Instant at) {
    return !at.isBefore(begin());
  }

  private void makeAhead() {
    for (int months = 0; months <= MONTHS_AHEAD; months++) {
      partitions.makeFor(clock.instant().atOffset(ZoneOffset.UTC).plusMonths(months).toInstant());
    }
  }

  private void dropOld() {
    List<String> dropped = partitions.dropBefore(begin());
    if (!dropped.isEmpty()) {
      LOG.infof("No longer kept of the activity log: %s", dropped);
    }
  }

  private Instant begin() {
    return clock
        .instant()
        .minus(config.retention())
        .atOffset(ZoneOffset.UTC)
        .withDayOfMonth(1)
        .truncatedTo(ChronoUnit.DAYS)
        .toInstant();
  }
}
