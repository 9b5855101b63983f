package io.postly.scheduling.notification;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.MissingKeyException;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.SignedMessage;
import io.postly.scheduling.network.SignedWebhooks;
import io.postly.scheduling.notification.NotificationLedger.Claim;
import io.postly.scheduling.work.ClaimHandlers;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Sends what is due, at least once. Any number of senders may work on one database: the {@link
 * NotificationLedger} decides which of them has a message. Sends outside any transaction, each
 * message in a thread of its own. Used by one caller at a time; after {@link #stop} no more.
 */
final class NotificationSender {

  private static final Logger LOG = Logger.getLogger(NotificationSender.class);

  private final NotificationLedger ledger;
  private final SignedWebhooks webhooks;
  private final CredentialVault vault;
  private final NotificationTraces traces;
  private final SchedulingConfig.Notifications config;
  private final ClaimHandlers<Claim> handlers;

  NotificationSender(
      NotificationLedger ledger,
      SignedWebhooks webhooks,
      CredentialVault vault,
      NotificationTraces traces,
      SchedulingConfig.Notifications config) {
    this.ledger = ledger;
    this.webhooks = webhooks;
    this.vault = vault;
    this.traces = traces;
    this.config = config;
    this.handlers = new ClaimHandlers<>(config.concurrency());
  }

  /**
   * Claims what is due and starts to send it.
   *
   * @return how many messages were claimed
   */
  int run() {
    return handlers.take(config.batchSize(), ledger::claim, this::handle);
  }

  /**
   * Gives back what has been claimed only, and finishes what is being sent, for at most that long.
   */
  void stop(Duration patience) {
    handlers.stop(patience, "Stopped while notifications were being sent; they will be sent again");
  }

  /** Waits until everything that was claimed has been dealt with. */
  void awaitIdle() {
    handlers.awaitIdle();
  }

  private void handle(Claim claim) {
    try {
      if (handlers.isStopping()) {
        ledger.release(claim);
      } else {
        ledger.record(claim, traces.sending(() -> send(claim)));
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "Notification %s: its claim lapses", claim.deliveryId());
    }
  }

  private HttpAnswer send(Claim claim) {
    SignedMessage message;
    try {
      message = message(claim);
    } catch (MissingKeyException e) {
      LOG.errorf("Notification %s: not sent for now: %s", claim.deliveryId(), e.getMessage());
      return new HttpAnswer.NotSent(Delivery.CREDENTIALS_KEY_MISSING);
    } catch (IllegalStateException e) {
      LOG.errorf(e, "Notification %s: the endpoint's secrets cannot be read", claim.deliveryId());
      return new HttpAnswer.NotSent(Delivery.CREDENTIALS_UNUSABLE);
    }
    return webhooks.send(message);
  }

  private SignedMessage message(Claim claim) {
    return new SignedMessage(
        vault.decrypt(claim.endpointId(), claim.encryptedUrl()),
        claim.deliveryId().toString(),
        claim.body(),
        claim.encryptedSecrets().stream()
            .map(secret -> vault.decrypt(claim.endpointId(), secret))
            .toList(),
        claim.until());
  }
}
