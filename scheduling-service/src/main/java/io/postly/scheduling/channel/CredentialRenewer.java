package io.postly.scheduling.channel;

import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.channel.RenewalLedger.Claim;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Renewal;
import io.postly.scheduling.work.ClaimHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Renews credentials before they end. Any number of renewers may work on one database: the {@link
 * RenewalLedger} decides which of them asks the network. Asks outside any transaction, for each
 * channel in a thread of its own. Used by one caller at a time; after {@link #stop} no more.
 */
final class CredentialRenewer {

  private static final Logger LOG = Logger.getLogger(CredentialRenewer.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Of all that are renewed at the same time, one network has at most one of so many parts. */
  private static final int PARTS = 2;

  private final RenewalLedger ledger;
  private final Networks networks;
  private final CredentialVault vault;
  private final SchedulingConfig.Renewal config;
  private final ClaimHandlers<Claim> handlers;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  CredentialRenewer(
      RenewalLedger ledger,
      Networks networks,
      CredentialVault vault,
      SchedulingConfig.Renewal config) {
    this.ledger = ledger;
    this.networks = networks;
    this.vault = vault;
    this.config = config;
    this.handlers = new ClaimHandlers<>(config.concurrency());
  }

  /**
   * Claims what is due and starts to renew it, and tells of what ends. No network holds up the
   * others, however slow its servers are.
   *
   * @return how many channels were claimed
   */
  int run() {
    int claimed = 0;
    for (String network : networks.names()) {
      claimed += handlers.take(room(network), limit -> claim(network, limit), this::handleOne);
    }
    ledger.tellEnding(config.batchSize());
    return claimed;
  }

  private int room(String network) {
    int share = Math.max(1, config.concurrency() / PARTS);
    return Math.min(config.batchSize(), share - underWay.getOrDefault(network, 0));
  }

  private List<Claim> claim(String network, int limit) {
    List<Claim> claims = ledger.claim(network, limit);
    underWay.merge(network, claims.size(), Integer::sum);
    return claims;
  }

  private void handleOne(Claim claim) {
    try {
      handle(claim);
    } finally {
      underWay.merge(claim.network(), -1, Integer::sum);
    }
  }

  /**
   * Gives back what has been claimed only, and finishes what is being asked, for at most that long.
   */
  void stop(Duration patience) {
    handlers.stop(
        patience, "Stopped while credentials were being renewed; what came of it is lost");
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
        Renewal outcome = renew(claim);
        log(claim, outcome);
        record(claim, outcome);
      }
    } catch (MissingKeyException e) {
      // Not a failed renewal, and not given back: this replica would take it again at once.
      LOG.errorf("Channel %s: left for others to renew: %s", claim.channelId(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.warnf(e, "Channel %s: the claim of its renewal lapses", claim.channelId());
    }
  }

  private Renewal renew(Claim claim) {
    try {
      String credentials = vault.decrypt(claim.channelId(), claim.encryptedCredentials());
      return networks
          .get(claim.network())
          .signIn()
          .orElseThrow()
          .renew(credentials, handlers::isStopping);
    } catch (MissingKeyException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.errorf(e, "Channel %s: its credentials could not be sent for renewal", claim.channelId());
      return new Renewal.NotNow("connector_failed", Optional.empty());
    }
  }

  /** Nothing else shows operators why a channel is not renewed that looks well. */
  private static void log(Claim claim, Renewal outcome) {
    switch (outcome) {
      case Renewal.NotNow failure ->
          LOG.warnf("Channel %s: not renewed: %s", claim.channelId(), failure.reason());
      case Renewal.Refused _ -> LOG.warnf("Channel %s: not renewed: refused", claim.channelId());
      case Renewal.Renewed _, Renewal.NotAsked _ -> {
        // Nothing is wrong.
      }
    }
  }

  /**
   * Credentials that were given are worth any patience: the network may accept no others any more.
   */
  private void record(Claim claim, Renewal outcome) {
    boolean recorded = false;
    while (!recorded) {
      try {
        ledger.record(claim, outcome);
        recorded = true;
      } catch (RuntimeException e) {
        if (handlers.isStopping() || !(outcome instanceof Renewal.Renewed)) {
          throw e;
        }
        LOG.warnf(e, "Channel %s: recording its renewal again", claim.channelId());
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
