package io.postly.scheduling.notification;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.SignedWebhooks;
import io.postly.scheduling.network.http.OutgoingHttp;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs this replica's sender of notifications from start to shutdown. */
@ApplicationScoped
class NotificationLoop {

  private static final Logger LOG = Logger.getLogger(NotificationLoop.class);
  private static final Duration COUNT = Duration.ofSeconds(15);

  private final SchedulingConfig.Notifications config;
  private final NotificationLedger ledger;
  private final NotificationMetrics metrics;
  private final NotificationSender sender;
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(
          2, Thread.ofPlatform().name("notification-", 0).daemon().factory());

  NotificationLoop(
      NotificationLedger ledger,
      NotificationMetrics metrics,
      SignedWebhooks webhooks,
      CredentialVault vault,
      NotificationTraces traces,
      SchedulingConfig config) {
    requireLeaseLongerThanSending(config);
    this.config = config.notifications();
    this.ledger = ledger;
    this.metrics = metrics;
    this.sender = new NotificationSender(ledger, webhooks, vault, traces, config.notifications());
  }

  /** A lease that ends while its holder is still sending would have everything sent twice. */
  private static void requireLeaseLongerThanSending(SchedulingConfig config) {
    Duration sending = OutgoingHttp.longestSending(config.outgoing());
    if (config.notifications().lease().compareTo(sending) <= 0) {
      throw new IllegalStateException(
          "postly.scheduling.notifications.lease must be longer than three times"
              + " postly.scheduling.outgoing.connect-timeout and postly.scheduling.outgoing.timeout together");
    }
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      repeat(sender::run, config.interval());
      repeat(() -> metrics.waiting(ledger.countWaiting()), COUNT);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(config.shutdownTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The sender of notifications did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.stop(config.shutdownTimeout());
  }

  private void repeat(Runnable round, Duration interval) {
    ScheduledFuture<?> _ =
        timer.scheduleWithFixedDelay(
            () -> surviving(round),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Whatever is thrown would end the repetition; the next round may well succeed. */
  private static void surviving(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A round of the sender of notifications failed", e);
    }
  }
}
