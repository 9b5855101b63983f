package io.postly.action.pipeline;

import io.postly.action.idempotency.IdempotencyRecords;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Forgets the answers to keyed calls after the configured time. */
@ApplicationScoped
class IdempotencyRetention {

  private final IdempotencyRecords records;
  private final ActionConfig config;
  private final Clock clock;

  IdempotencyRetention(IdempotencyRecords records, ActionConfig config, Clock clock) {
    this.records = records;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    QuarkusTransaction.requiringNew()
        .run(() -> records.purge(clock.instant().minus(config.idempotency().retention())));
  }
}
