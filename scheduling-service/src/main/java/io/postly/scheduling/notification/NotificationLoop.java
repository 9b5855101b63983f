package io.postly.scheduling.notification;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.network.SignedWebhooks;
import io.postly.scheduling.network.http.OutgoingCalls;
import io.postly.scheduling.work.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Runs this replica's sender of notifications from start to shutdown. */
@ApplicationScoped
class NotificationLoop {

  private final SchedulingConfig.Notifications config;
  private final NotificationSender sender;
  private final Rounds rounds = new Rounds("sender of notifications", 1, "notification");

  NotificationLoop(
      NotificationLedger ledger,
      SignedWebhooks webhooks,
      CredentialVault vault,
      NotificationTraces traces,
      SchedulingConfig config) {
    // A lease that ends while its holder is still sending would have everything sent twice.
    OutgoingCalls.requireTime(
        "postly.scheduling.notifications.lease", config.notifications().lease(), config.outgoing());
    this.config = config.notifications();
    this.sender = new NotificationSender(ledger, webhooks, vault, traces, config.notifications());
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      rounds.repeat(sender::run, config.interval());
    }
  }

  void stop(@Observes ShutdownEvent event) {
    rounds.stop(config.shutdownTimeout());
    sender.stop(config.shutdownTimeout());
  }
}
