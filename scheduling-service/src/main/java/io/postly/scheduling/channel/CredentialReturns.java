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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
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
 * away. No network holds up the others, however slow its servers are.
 */
@ApplicationScoped
class CredentialReturns {

  private static final Logger LOG = Logger.getLogger(CredentialReturns.class);

  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

  /** From the commit on; with room for the last attempt after all pauses. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** A commit whose answer was lost may be seen a moment later. */
  private static final Duration DOUBT = Duration.ofSeconds(1);

  private static final int MOST = 50;
  private static final int AT_THE_SAME_TIME = 2;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);
  private static final Duration IDLE_WITHIN = Duration.ofSeconds(30);
  private static final String STOPPING = "stopping";

  /** What one network has of all that is given back. */
  private record Share(Semaphore room, Semaphore places) {

    static Share ofOne(String network) {
      return new Share(new Semaphore(MOST), new Semaphore(AT_THE_SAME_TIME, true));
    }
  }

  /**
   * What is given back.
   *
   * @param until by {@link System#nanoTime}, when it is given up
   */
  private record Return(SealedCredentials credentials, SignIn way, Share share, long until) {

    Duration left() {
      return Duration.ofNanos(until - System.nanoTime());
    }
  }

  private final Networks networks;
  private final CredentialHolders holders;
  private final ChannelSignIns signIns;
  private final CredentialVault vault;
  private final SignInBeginning beginning;
  private final Clock clock;
  private final RetrySchedule retries;
  private final Duration patience;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Inject
  CredentialReturns(
      Networks networks,
      CredentialHolders holders,
      ChannelSignIns signIns,
      CredentialVault vault,
      SignInBeginning beginning,
      Clock clock) {
    this(networks, holders, signIns, vault, beginning, clock, PAUSES, PATIENCE);
  }

  /** With other pauses between attempts, and given up after another time. */
  CredentialReturns(
      Networks networks,
      CredentialHolders holders,
      ChannelSignIns signIns,
      CredentialVault vault,
      SignInBeginning beginning,
      Clock clock,
      List<Duration> pauses,
      Duration patience) {
    this.networks = networks;
    this.holders = holders;
    this.signIns = signIns;
    this.vault = vault;
    this.beginning = beginning;
    this.clock = clock;
    this.retries = new RetrySchedule(pauses);
    this.patience = patience;
  }

  /** Where the former credentials might take the new ones with them, they are left to end. */
  void left(@Observes(during = TransactionPhase.AFTER_SUCCESS) CredentialsLeft left) {
    way(left.credentials())
        .filter(way -> !left.replaced() || way.revokes() == Revocation.Reach.SIGN_IN)
        .ifPresent(way -> giveBack(left.credentials(), way, Duration.ZERO));
  }

  void notKept(@Observes(during = TransactionPhase.AFTER_FAILURE) CredentialsGranted granted) {
    way(granted.credentials()).ifPresent(way -> giveBack(granted.credentials(), way, DOUBT));
  }

  private Optional<SignIn> way(SealedCredentials credentials) {
    return networks
        .find(credentials.network())
        .flatMap(network -> network.signIn())
        .filter(way -> way.revokes() != Revocation.Reach.NOTHING);
  }

  private void giveBack(SealedCredentials credentials, SignIn way, Duration pause) {
    Share share = shares.computeIfAbsent(credentials.network(), Share::ofOne);
    if (!share.room().tryAcquire()) {
      notRevoked(credentials, "too_many");
      return;
    }
    Return one = new Return(credentials, way, share, System.nanoTime() + patience.toNanos());
    try {
      threads.execute(() -> giveBackAndLeave(one, pause));
    } catch (RejectedExecutionException e) {
      share.room().release();
      notRevoked(credentials, STOPPING);
    }
  }

  private void giveBackAndLeave(Return one, Duration pause) {
    try {
      tryToGiveBack(one, pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      one.share().room().release();
    }
  }

  private void tryToGiveBack(Return one, Duration first) throws InterruptedException {
    Optional<Duration> pause = Optional.of(first);
    String reason = STOPPING;
    for (int attempt = 1; pause.isPresent() && !isStoppingWithin(pause.get()); attempt++) {
      if (!(attempt(one) instanceof Revocation.NotRevoked failure)) {
        return;
      }
      reason = failure.reason();
      pause = pause(one, failure, attempt);
    }
    notRevoked(one.credentials(), reason);
  }

  private boolean isStoppingWithin(Duration pause) throws InterruptedException {
    return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<Duration> pause(Return one, Revocation.NotRevoked failure, int attempt) {
    return failure.retryable()
        ? retries
            .delay(attempt, failure.retryAfter())
            .filter(pause -> pause.compareTo(one.left()) < 0)
        : Optional.empty();
  }

  private Revocation attempt(Return one) throws InterruptedException {
    Semaphore places = one.share().places();
    if (!places.tryAcquire(one.left().toNanos(), TimeUnit.NANOSECONDS)) {
      return new Revocation.NotRevoked("too_slow", false);
    }
    try {
      return stopping.getCount() == 0
          ? new Revocation.NotRevoked(STOPPING, false)
          : objection(one).orElseGet(() -> revoke(one));
    } finally {
      places.release();
    }
  }

  /**
   * What others have connected meanwhile is looked at each time; first who is about to, since that
   * ends with the commit that shows the channel.
   */
  private Optional<Revocation> objection(Return one) {
    SealedCredentials credentials = one.credentials();
    try {
      if (one.way().revokes() == Revocation.Reach.ACCOUNT && isSignInUnderWay(credentials)) {
        return Optional.of(new Revocation.NotRevoked("sign_in_under_way", true));
      }
      if (holders.wouldLose(credentials, one.way())) {
        LOG.infof("The network is not asked to end %s: %s", credentials, use(one.way()));
        return Optional.of(new Revocation.Needless());
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warnf(e, "Nobody can tell whether a channel needs %s", credentials);
      return Optional.of(new Revocation.NotRevoked("database_unavailable", true));
    }
  }

  /** Another than the one of which these came, which is over. */
  private boolean isSignInUnderWay(SealedCredentials credentials) {
    signIns.forget(credentials.ownerId());
    return signIns.isUnderWay(credentials.network(), clock.instant());
  }

  private static String use(SignIn way) {
    return way.revokes() == Revocation.Reach.SIGN_IN
        ? "another channel has these credentials"
        : "another channel has the account";
  }

  private Revocation revoke(Return one) {
    SealedCredentials credentials = one.credentials();
    try {
      Revocation outcome =
          one.way()
              .revoke(
                  vault.decrypt(credentials.ownerId(), credentials.encrypted()),
                  beginning.returnAddress());
      if (outcome instanceof Revocation.Revoked) {
        LOG.infof("The network was asked to end %s", credentials);
      }
      return outcome;
    } catch (RuntimeException e) {
      LOG.errorf(e, "The network could not be asked to end %s", credentials);
      return new Revocation.NotRevoked("connector_failed", false);
    }
  }

  private static void notRevoked(SealedCredentials credentials, String reason) {
    LOG.warnf("Forgotten, and not ended as far as is known: %s: %s", credentials, reason);
  }

  /**
   * Waits until nothing is left to be given back.
   *
   * @throws IllegalStateException if that takes too long
   */
  void awaitIdle() {
    shares.values().forEach(share -> awaitIdle(share.room()));
  }

  private static void awaitIdle(Semaphore room) {
    try {
      if (!room.tryAcquire(MOST, IDLE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("Credentials are still being given back");
      }
      room.release(MOST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
    shares.values().forEach(share -> share.places().release(MOST));
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warnf("Stopped while %s were being given back", underWay());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How many there are of each network. */
  private Map<String, Integer> underWay() {
    Map<String, Integer> counts = new TreeMap<>();
    shares.forEach((network, share) -> counts.put(network, MOST - share.room().availablePermits()));
    return counts;
  }
}
