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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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
  private final Clock clock;
  private final SchedulingConfig.Removal config;
  private final ClaimHandlers<Claim> handlers;
  private final Set<Claim> beingAsked = ConcurrentHashMap.newKeySet();

  PostRemover(
      RemovalLedger ledger,
      Networks networks,
      CredentialVault vault,
      Clock clock,
      SchedulingConfig.Removal config) {
    this.ledger = ledger;
    this.networks = networks;
    this.vault = vault;
    this.clock = clock;
    this.config = config;
    this.handlers = new ClaimHandlers<>(config.concurrency());
  }

  /**
   * Claims what is due and starts to have it deleted.
   *
   * @return how many posts were claimed
   */
  int run() {
    return handlers.take(config.batchSize(), this::claim, this::handle);
  }

  /**
   * A channel whose network is slow never has more than half of the places, so that it does not
   * hold the others.
   */
  private List<Claim> claim(int limit) {
    Set<UUID> busy = beingAsked.stream().map(Claim::channelId).collect(Collectors.toSet());
    List<Claim> claims = ledger.claim(busy, Math.max(1, config.concurrency() / 2), limit);
    beingAsked.addAll(claims);
    return claims;
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
        remove(claim)
            .ifPresentOrElse(outcome -> ledger.record(claim, outcome), () -> ledger.release(claim));
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: the claim of its removal lapses", claim.publicationId());
    } finally {
      beingAsked.remove(claim);
    }
  }

  /**
   * What the network says; empty if the claim is about to end before all has been asked. Whatever
   * else goes wrong, nothing certain is known.
   */
  private Optional<Removal> remove(Claim claim) {
    Optional<String> credentials;
    try {
      credentials = vault.decrypt(claim.channelId(), claim.encryptedCredentials());
    } catch (MissingKeyException e) {
      LOG.errorf("Publication %s: not deleted for now: %s", claim.publicationId(), e.getMessage());
      return Optional.of(new Removal.NotNow(Delivery.CREDENTIALS_KEY_MISSING));
    } catch (IllegalStateException e) {
      LOG.errorf(
          e, "Publication %s: the channel's credentials cannot be read", claim.publicationId());
      return Optional.of(new Removal.Refused(Delivery.CREDENTIALS_UNUSABLE));
    }
    try {
      return remove(claim, credentials);
    } catch (RuntimeException e) {
      LOG.warnf(e, "Publication %s: %s could not be asked", claim.publicationId(), claim.network());
      return Optional.of(new Removal.NotNow("connector_failed"));
    }
  }

  /** The last part of a thread first; what is gone already is no obstacle. */
  private Optional<Removal> remove(Claim claim, Optional<String> credentials) {
    Network network = networks.get(claim.network());
    for (String part : claim.parts()) {
      Removal outcome = network.remove(part, credentials);
      if (!(outcome instanceof Removal.Removed)) {
        return Optional.of(outcome);
      }
      ledger.recordPartRemoved(claim, part);
      if (isAboutToEnd(claim)) {
        return Optional.empty();
      }
    }
    return Optional.of(network.remove(claim.reference(), credentials));
  }

  /** From half of the lease on: an answer may take long, and others are not to ask meanwhile. */
  private boolean isAboutToEnd(Claim claim) {
    return !clock.instant().isBefore(claim.until().minus(config.lease().dividedBy(2)));
  }
}
