package io.postly.scheduling.removal;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.MissingKeyException;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Removal;
import io.postly.scheduling.removal.RemovalLedger.Claim;
import io.postly.scheduling.work.ClaimHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Has networks delete posts. Any number of removers may work on one database: the {@link
 * RemovalLedger} decides which of them makes an attempt. Asks outside any transaction, each post in
 * a thread of its own. Used by one caller at a time; after {@link #stop} no more.
 */
final class PostRemover {

  private static final Logger LOG = Logger.getLogger(PostRemover.class);

  private final RemovalLedger ledger;
  private final Networks networks;
  private final CredentialVault vault;
  private final SchedulingConfig.Removal config;
  private final ClaimHandlers<Claim> handlers;

  PostRemover(
      RemovalLedger ledger,
      Networks networks,
      CredentialVault vault,
      SchedulingConfig.Removal config) {
    this.ledger = ledger;
    this.networks = networks;
    this.vault = vault;
    this.config = config;
    this.handlers = new ClaimHandlers<>(config.concurrency());
  }

  /**
   * Claims what is due and starts to have it deleted.
   *
   * @return how many posts were claimed
   */
  int run() {
    return handlers.take(config.batchSize(), ledger::claim, this::handle);
  }

  /**
   * Gives back what has been claimed only, and finishes what is being asked, for at most that long.
   */
  void stop(Duration patience) {
    handlers.stop(patience, "Stopped while posts were being deleted; it will be attempted again");
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
        ledger.record(claim, remove(claim));
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: the claim of its removal lapses", claim.publicationId());
    }
  }

  /** Whatever else goes wrong, nothing certain is known. */
  private Removal remove(Claim claim) {
    Optional<String> credentials;
    try {
      credentials = vault.decrypt(claim.channelId(), claim.encryptedCredentials());
    } catch (MissingKeyException e) {
      LOG.errorf("Publication %s: not deleted for now: %s", claim.publicationId(), e.getMessage());
      return new Removal.NotNow(Delivery.CREDENTIALS_KEY_MISSING);
    } catch (IllegalStateException e) {
      LOG.errorf(
          e, "Publication %s: the channel's credentials cannot be read", claim.publicationId());
      return new Removal.Refused(Delivery.CREDENTIALS_UNUSABLE);
    }
    try {
      return remove(claim, credentials);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: %s could not be asked", claim.publicationId(), claim.network());
      return new Removal.NotNow("connector_failed");
    }
  }

  /** The last part of a thread first; what is gone already is no obstacle. */
  private Removal remove(Claim claim, Optional<String> credentials) {
    Network network = networks.get(claim.network());
    for (String part : claim.parts()) {
      Removal outcome = network.remove(part, credentials);
      if (!(outcome instanceof Removal.Removed)) {
        return outcome;
      }
      ledger.recordPartRemoved(claim, part);
    }
    return network.remove(claim.reference(), credentials);
  }
}
