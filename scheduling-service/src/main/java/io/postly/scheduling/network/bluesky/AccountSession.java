package io.postly.scheduling.network.bluesky;

import io.postly.action.outgoing.HttpAddress;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.bluesky.SessionAnswer.NotNow;
import io.postly.scheduling.network.bluesky.SessionAnswer.Refused;
import io.postly.scheduling.network.bluesky.SessionAnswer.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The session of one account. Used by many threads; one of them at a time asks the server for
 * another session, and those that wait take what it got. A server that asks to be left alone is not
 * asked before that time.
 */
final class AccountSession {

  private final PasswordCredentials credentials;
  private final SigningIn signingIn;
  private final ServerAddress addresses;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();

  private volatile Session session;
  private Instant notBefore = Instant.MIN;

  AccountSession(
      PasswordCredentials credentials, SigningIn signingIn, ServerAddress addresses, Clock clock) {
    this.credentials = credentials;
    this.signingIn = signingIn;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** The session at hand while it is fresh, or else another one. */
  SessionAnswer open(Instant sendBefore) {
    Session current = session;
    return current != null && current.isFresh(clock.instant())
        ? new SignedIn(current)
        : replace(current, sendBefore);
  }

  /**
   * Another session than one that the server does not take any more.
   *
   * @param stale what was used, or null if there was none
   */
  SessionAnswer replace(Session stale, Instant sendBefore) {
    return alone(
        sendBefore,
        () -> session != null && !session.equals(stale) ? new SignedIn(session) : ask(sendBefore));
  }

  /** A session that has just been got with the same credentials. */
  void begin(Session begun) {
    session = begun;
  }

  /** The server that holds the account's posts, as far as is known. */
  Optional<HttpAddress> server() {
    return Optional.ofNullable(session).map(Session::server);
  }

  private SessionAnswer alone(Instant sendBefore, Supplier<SessionAnswer> work) {
    try {
      long patience = Duration.between(clock.instant(), sendBefore).toMillis();
      if (!asking.tryLock(patience, TimeUnit.MILLISECONDS)) {
        return new NotNow(Delivery.LEASE_LOST);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotNow("interrupted");
    }
    try {
      return work.get();
    } finally {
      asking.unlock();
    }
  }

  private SessionAnswer ask(Instant sendBefore) {
    SessionAnswer next =
        session == null ? withPassword(sendBefore) : signingIn.again(session, sendBefore);
    if (next instanceof Refused && session != null) {
      session = null;
      next = withPassword(sendBefore);
    }
    return switch (next) {
      case SignedIn signedIn when !signedIn.session().did().equals(credentials.did()) ->
          new NotNow("unexpected_answer");
      case SignedIn signedIn -> {
        session = signedIn.session();
        yield signedIn;
      }
      case Refused refused -> refused;
      case NotNow notNow -> notNow;
    };
  }

  /** With the DID, which stays when the handle changes. */
  private SessionAnswer withPassword(Instant sendBefore) {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return new NotNow("http_429", Optional.of(Duration.between(now, notBefore)));
    }
    Optional<HttpAddress> service = addresses.read(credentials.service());
    if (service.isEmpty()) {
      return new NotNow("address_not_allowed");
    }
    SessionAnswer answer =
        signingIn.withPassword(
            service.get(), credentials.did(), credentials.appPassword(), sendBefore);
    if (answer instanceof NotNow notNow) {
      notNow.retryAfter().ifPresent(time -> notBefore = clock.instant().plus(time));
    }
    return answer;
  }
}
