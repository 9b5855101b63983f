package io.postly.scheduling.engagement;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets posts that wait in vain to be read; all others are forgotten with their last reading. */
@ApplicationScoped
class EngagementRetention {

  private static final int BATCH = 1000;

  private final EngagementLedger ledger;

  EngagementRetention(EngagementLedger ledger) {
    this.ledger = ledger;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    int purged;
    do {
      purged = ledger.giveUp(BATCH);
    } while (purged == BATCH);
  }
}
