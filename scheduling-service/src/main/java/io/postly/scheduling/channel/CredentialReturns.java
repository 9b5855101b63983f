package io.postly.scheduling.channel;

import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Revocation;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.retry.RetrySchedule;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives networks back what no channel uses any more, once that is certain. It is a courtesy: what
 * happens here holds up nobody and changes nothing. It is tried a few times and kept in memory
 * alone, since credentials that were to be forgotten must not wait in a table for a network that is
 * away.
 */
@ApplicationScoped
class CredentialReturns {

  private static final Logger LOG = Logger.getLogger(CredentialReturns.class);

  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

  private static final int MOST = 200;
  private static final int AT_THE_SAME_TIME = 4;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Networks networks;
  private final CredentialHolders holders;
  private final CredentialVault vault;
  private final SignInBeginning beginning;
  private final RetrySchedule retries;
  private final Semaphore room = new Semaphore(MOST);
  private final Semaphore places = new Semaphore(AT_THE_SAME_TIME);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Inject
  CredentialReturns(
      Networks networks,
      CredentialHolders holders,
      CredentialVault vault,
      SignInBeginning beginning) {
    this(networks, holders, vault, beginning, PAUSES);
  }

  /** With other pauses between attempts. */
  CredentialReturns(
      Networks networks,
      CredentialHolders holders,
      CredentialVault vault,
      SignInBeginning beginning,
      List<Duration> pauses) {
    this.networks = networks;
    this.holders = holders;
    this.vault = vault;
    this.beginning = beginning;
    this.retries = new RetrySchedule(pauses);
  }

  /** Where the former credentials might take the new ones with them, they are left to end. */
  void left(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialsLeft left) {
    Revocation.Reach reach = reach(left.credentials());
    boolean isSafe = !left.replaced() || reach == Revocation.Reach.SIGN_IN;
    if (reach != Revocation.Reach.NOTHING && isSafe) {
      giveBack(left.credentials(), reach);
    }
  }

  void notKept(@Observes(during = TransactionPhase.AFTER_FAILURE) CredentialsGranted granted) {
    Revocation.Reach reach = reach(granted.credentials());
    if (reach != Revocation.Reach.NOTHING) {
      giveBack(granted.credentials(), reach);
    }
  }

  private Revocation.Reach reach(SealedCredentials credentials) {
    return networks
        .find(credentials.network())
        .flatMap(network -> network.signIn())
        .map(SignIn::revokes)
        .orElse(Revocation.Reach.NOTHING);
  }

  private void giveBack(SealedCredentials credentials, Revocation.Reach reach) {
    if (!room.tryAcquire()) {
      notRevoked(credentials, "too_many");
      return;
    }
    try {
      threads.execute(() -> giveBackAndLeave(credentials, reach));
    } catch (RejectedExecutionException e) {
      room.release();
      notRevoked(credentials, "stopping");
    }
  }

  private void giveBackAndLeave(SealedCredentials credentials, Revocation.Reach reach) {
    try {
      tryToGiveBack(credentials, reach);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private void tryToGiveBack(SealedCredentials credentials, Revocation.Reach reach)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Revocation outcome = attempt(credentials, reach);
      if (!(outcome instanceof Revocation.NotRevoked failure)) {
        return;
      }
      Optional<Duration> pause = retries.delay(attempt, Optional.empty());
      boolean isOver =
          !failure.retryable()
              || pause.isEmpty()
              || stopping.await(pause.get().toMillis(), TimeUnit.MILLISECONDS);
      if (isOver) {
        notRevoked(credentials, failure.reason());
        return;
      }
    }
  }

  /** What others have connected meanwhile is looked at each time. */
  private Revocation attempt(SealedCredentials credentials, Revocation.Reach reach)
      throws InterruptedException {
    places.acquire();
    try {
      if (holders.wouldLose(credentials, reach)) {
        LOG.infof("%s are not revoked: another channel has the account", credentials);
        return new Revocation.Needless();
      }
      Revocation outcome = revoke(credentials);
      if (outcome instanceof Revocation.Revoked) {
        LOG.infof("%s are revoked", credentials);
      }
      return outcome;
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s could not be sent for revocation", credentials);
      return new Revocation.NotRevoked("connector_failed", false);
    } finally {
      places.release();
    }
  }

  private Revocation revoke(SealedCredentials credentials) {
    return networks
        .get(credentials.network())
        .signIn()
        .orElseThrow()
        .revoke(
            vault.decrypt(credentials.ownerId(), credentials.encrypted()),
            beginning.returnAddress());
  }

  private static void notRevoked(SealedCredentials credentials, String reason) {
    LOG.warnf("%s are forgotten, and not revoked: %s", credentials, reason);
  }

  /** Waits until nothing is left to be given back. */
  void awaitIdle() {
    room.acquireUninterruptibly(MOST);
    room.release(MOST);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Stopped while credentials were being given back");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
