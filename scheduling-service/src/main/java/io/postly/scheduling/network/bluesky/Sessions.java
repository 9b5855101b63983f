package io.postly.scheduling.network.bluesky;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery.NotDelivered;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The sessions that this replica has got for passwords, in memory alone. Servers limit how often an
 * account may sign in with its password, so a session is kept, and renewed, for a day.
 */
@ApplicationScoped
class Sessions {

  private static final int MOST_ACCOUNTS = 10_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Xrpc xrpc;
  private final ServerAddress addresses;
  private final LoadingCache<PasswordCredentials, AccountSession> accounts;

  Sessions(Xrpc xrpc, SigningIn signingIn, ServerAddress addresses, Clock clock) {
    this.xrpc = xrpc;
    this.addresses = addresses;
    this.accounts =
        Caffeine.newBuilder()
            .maximumSize(MOST_ACCOUNTS)
            .expireAfterWrite(LONGEST)
            .build(credentials -> new AccountSession(credentials, signingIn, addresses, clock));
  }

  /** Why there is no session, if one cannot be got. */
  Optional<NotDelivered> obstacle(PasswordCredentials credentials, Instant sendBefore) {
    return switch (accounts.get(credentials).open(sendBefore)) {
      case SessionAnswer.SignedIn _ -> Optional.empty();
      case SessionAnswer.NoSession none -> Optional.of(notDelivered(none));
    };
  }

  /** Keeps a session that has just been got with these credentials. */
  void begin(PasswordCredentials credentials, Session session) {
    accounts.get(credentials).begin(session);
  }

  /** The server that holds the account's posts: as its session says, or as when connected. */
  Optional<HttpAddress> server(PasswordCredentials credentials) {
    return accounts.get(credentials).server().or(() -> addresses.read(credentials.server()));
  }

  /**
   * Calls a method in an account's name. If the server does not take the session any more, which it
   * says before it does anything, the call is made once again with another one.
   */
  CallOutcome call(PasswordCredentials credentials, XrpcRequest request, Instant sendBefore) {
    AccountSession account = accounts.get(credentials);
    return switch (account.open(sendBefore)) {
      case SessionAnswer.SignedIn first -> {
        HttpAnswer answer = send(first.session(), request, sendBefore);
        yield xrpc.isTokenOver(answer)
            ? again(account.replace(first.session(), sendBefore), request, sendBefore)
            : new CallOutcome.Called(answer);
      }
      case SessionAnswer.NoSession none -> notCalled(none);
    };
  }

  private CallOutcome again(SessionAnswer signIn, XrpcRequest request, Instant sendBefore) {
    return switch (signIn) {
      case SessionAnswer.SignedIn second ->
          new CallOutcome.Called(send(second.session(), request, sendBefore));
      case SessionAnswer.NoSession none -> notCalled(none);
    };
  }

  /** What it means for what was to be sent that there is no session. */
  static NotDelivered notDelivered(SessionAnswer.NoSession cause) {
    return switch (cause) {
      case SessionAnswer.Refused refused -> NotDelivered.ofAccount(refused.reason());
      case SessionAnswer.NotNow notNow -> NotDelivered.forNow(notNow.reason(), notNow.retryAfter());
    };
  }

  private static CallOutcome notCalled(SessionAnswer.NoSession cause) {
    return new CallOutcome.NotCalled(notDelivered(cause));
  }

  private HttpAnswer send(Session session, XrpcRequest request, Instant sendBefore) {
    return xrpc.call(session.server(), request.withToken(session.accessToken()), sendBefore);
  }
}
