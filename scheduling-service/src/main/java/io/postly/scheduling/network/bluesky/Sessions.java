package io.postly.scheduling.network.bluesky;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The sessions of this replica, in memory alone. Servers limit how often an account may sign in
 * with its password, so a session is kept, and renewed, for a day.
 */
@ApplicationScoped
class Sessions {

  private static final int MOST_ACCOUNTS = 10_000;
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;

  private final Xrpc xrpc;
  private final ServerAddress addresses;
  private final LoadingCache<BlueskyCredentials, AccountSession> accounts;

  Sessions(Xrpc xrpc, SigningIn signingIn, ServerAddress addresses, Clock clock) {
    this.xrpc = xrpc;
    this.addresses = addresses;
    this.accounts =
        Caffeine.newBuilder()
            .maximumSize(MOST_ACCOUNTS)
            .expireAfterWrite(LONGEST)
            .build(credentials -> new AccountSession(credentials, signingIn, addresses, clock));
  }

  /** What came of a call in an account's name. */
  sealed interface Outcome {

    /** The call was made. */
    record Called(HttpAnswer answer) implements Outcome {}

    /** It was not, for there is no session. */
    record NotCalled(SignIn.NoSession cause) implements Outcome {}
  }

  /** The account's session. */
  SignIn open(BlueskyCredentials credentials, Instant sendBefore) {
    return accounts.get(credentials).open(sendBefore);
  }

  /** Keeps a session that has just been got with these credentials. */
  void begin(BlueskyCredentials credentials, Session session) {
    accounts.get(credentials).begin(session);
  }

  /** The server that holds the account's posts: as its session says, or as when connected. */
  Optional<HttpAddress> server(BlueskyCredentials credentials) {
    return accounts.get(credentials).server().or(() -> addresses.read(credentials.server()));
  }

  /**
   * Calls a method in an account's name. If the server does not take the session any more, which it
   * says before it does anything, the call is made once again with another one.
   */
  Outcome call(
      BlueskyCredentials credentials, Function<Session, XrpcRequest> request, Instant sendBefore) {
    AccountSession account = accounts.get(credentials);
    return switch (account.open(sendBefore)) {
      case SignIn.SignedIn first -> {
        HttpAnswer answer = send(first.session(), request, sendBefore);
        yield isSessionOver(answer)
            ? again(account.replace(first.session(), sendBefore), request, sendBefore)
            : new Outcome.Called(answer);
      }
      case SignIn.NoSession none -> new Outcome.NotCalled(none);
    };
  }

  private Outcome again(SignIn signIn, Function<Session, XrpcRequest> request, Instant sendBefore) {
    return switch (signIn) {
      case SignIn.SignedIn second ->
          new Outcome.Called(send(second.session(), request, sendBefore));
      case SignIn.NoSession none -> new Outcome.NotCalled(none);
    };
  }

  private HttpAnswer send(
      Session session, Function<Session, XrpcRequest> request, Instant sendBefore) {
    return xrpc.call(
        session.server(), request.apply(session).withToken(session.accessToken()), sendBefore);
  }

  private boolean isSessionOver(HttpAnswer answer) {
    if (!(answer instanceof HttpAnswer.Answered answered)) {
      return false;
    }
    return switch (answered.status()) {
      case BAD_REQUEST -> xrpc.error(answered).filter(XrpcError::isOfSession).isPresent();
      case UNAUTHORIZED -> xrpc.error(answered).flatMap(XrpcError::accountTrouble).isEmpty();
      default -> false;
    };
  }
}
