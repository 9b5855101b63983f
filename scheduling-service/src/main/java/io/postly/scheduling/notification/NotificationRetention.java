package io.postly.scheduling.notification;

import io.postly.scheduling.SchedulingConfig;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Forgets deliveries that ended long ago, and former secrets that sign no more. */
@ApplicationScoped
class NotificationRetention {

  private static final int BATCH = 1000;

  private final NotificationEndpoints endpoints;
  private final NotificationDeliveries deliveries;
  private final Clock clock;
  private final Duration kept;

  NotificationRetention(
      NotificationEndpoints endpoints,
      NotificationDeliveries deliveries,
      Clock clock,
      SchedulingConfig config) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.clock = clock;
    this.kept = config.notifications().retention();
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    Instant now = clock.instant();
    QuarkusTransaction.requiringNew().run(() -> endpoints.forgetFormerSecrets(now));
    int purged;
    do {
      purged =
          QuarkusTransaction.requiringNew().call(() -> deliveries.purge(now.minus(kept), BATCH));
    } while (purged == BATCH);
  }
}
