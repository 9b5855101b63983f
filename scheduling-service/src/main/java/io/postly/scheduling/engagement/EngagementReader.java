package io.postly.scheduling.engagement;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.CredentialVault;
import io.postly.scheduling.channel.MissingKeyException;
import io.postly.scheduling.engagement.EngagementLedger.Claim;
import io.postly.scheduling.network.EngagementReading;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.work.ClaimHandlers;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks networks how people have taken posts. Any number of readers may work on one database: the
 * {@link EngagementLedger} decides which of them makes a reading. Asks outside any transaction,
 * each post in a thread of its own. Used by one caller at a time; after {@link #stop} no more.
 */
final class EngagementReader {

  private static final Logger LOG = Logger.getLogger(EngagementReader.class);

  private final EngagementLedger ledger;
  private final Networks networks;
  private final CredentialVault vault;
  private final SchedulingConfig.Engagement config;
  private final ClaimHandlers<Claim> handlers;

  EngagementReader(
      EngagementLedger ledger,
      Networks networks,
      CredentialVault vault,
      SchedulingConfig.Engagement config) {
    this.ledger = ledger;
    this.networks = networks;
    this.vault = vault;
    this.config = config;
    this.handlers = new ClaimHandlers<>(config.concurrency());
  }

  /**
   * Claims what is due and starts to read it.
   *
   * @return how many readings were claimed
   */
  int run() {
    return handlers.take(config.batchSize(), ledger::claim, this::handle);
  }

  /**
   * Gives back what has been claimed only, and finishes what is being read, for at most that long.
   */
  void stop(Duration patience) {
    handlers.stop(patience, "Stopped while engagement was being read; it will be read again");
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
        ledger.record(claim, read(claim));
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: the claim of its reading lapses", claim.publicationId());
    }
  }

  /** Whatever goes wrong, the network has not told. */
  private EngagementReading read(Claim claim) {
    try {
      Optional<String> credentials = vault.decrypt(claim.channelId(), claim.encryptedCredentials());
      return networks.get(claim.network()).engagement(claim.reference(), credentials);
    } catch (MissingKeyException e) {
      LOG.errorf("Publication %s: not read for now: %s", claim.publicationId(), e.getMessage());
      return new EngagementReading.Untold();
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: %s could not be asked", claim.publicationId(), claim.network());
      return new EngagementReading.Untold();
    }
  }
}
