package io.postly.action.event;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets applied events once Kafka no longer keeps them, and so can no longer deliver them again.
 */
@ApplicationScoped
class InboxRetention {

  private static final Duration KEPT = Duration.ofDays(30);

  private final InboxTable table;
  private final Clock clock;

  InboxRetention(InboxTable table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    QuarkusTransaction.requiringNew().run(() -> table.purge(clock.instant().minus(KEPT)));
  }
}
