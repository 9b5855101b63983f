package io.postly.action.confirmation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Forgets confirmations that ended long ago; the audit trail keeps what came of them. */
@ApplicationScoped
class ConfirmationRetention {

  private static final Duration KEPT = Duration.ofDays(30);

  private final ConfirmationStore store;
  private final Clock clock;

  ConfirmationRetention(ConfirmationStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    QuarkusTransaction.requiringNew().run(() -> store.purge(clock.instant().minus(KEPT)));
  }
}
