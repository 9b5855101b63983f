package io.postly.gateway.exchange;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.ProblemException;
import io.postly.gateway.access.AccessToken;
import io.postly.gateway.access.RequestContext;
import io.postly.gateway.config.GatewayConfig;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * Exchanges a received token for one that services accept (RFC 8693). The received token itself is
 * never passed on. Each is exchanged once, however many calls come with it at the same time, until
 * the answer is about to expire.
 */
@Singleton
public class TokenExchange {

  private static final String SERVICES_SCOPE = "postly-services";
  private static final int MAXIMUM_TOKENS = 10_000;

  private final OidcClient provider;
  private final Duration timeout;
  private final Clock clock = Clock.systemUTC();
  private final AsyncCache<String, ServiceToken> tokens;

  TokenExchange(OidcClient provider, GatewayConfig config, MeterRegistry meters) {
    this.provider = provider;
    this.timeout = config.timeout();
    this.tokens =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM_TOKENS)
            .expireAfter(
                Expiry.creating(
                    (String digest, ServiceToken token) -> token.usableFor(clock.instant())))
            .recordStats()
            .buildAsync();
    CaffeineCacheMetrics.monitor(meters, tokens, "token-exchange");
  }

  /**
   * A token of the same person for the services, with the Postly scopes of the given one. Fails
   * with a {@link ProblemException}: {@code unauthenticated} if the provider does not accept the
   * token, {@code service_unavailable} if the provider does not answer as it should.
   */
  public Uni<String> exchange(AccessToken received) {
    CompletableFuture<ServiceToken> kept = tokens.getIfPresent(received.digest());
    // Nearly always: what is there already needs neither a timer nor another thread.
    return kept != null && kept.state() == Future.State.SUCCESS
        ? Uni.createFrom().item(kept.resultNow().value())
        : awaited(received);
  }

  private Uni<String> awaited(AccessToken received) {
    return Uni.createFrom()
        .completionStage(() -> cached(received))
        .emitOn(RequestContext.current())
        .ifNoItem()
        .after(timeout)
        .failWith(() -> unavailable(null))
        .map(ServiceToken::value);
  }

  /** A copy: whoever gives up waiting must not cancel the exchange for the others. */
  private CompletableFuture<ServiceToken> cached(AccessToken received) {
    return tokens
        .get(received.digest(), (key, executor) -> request(received).subscribeAsCompletionStage())
        .copy();
  }

  private Uni<ServiceToken> request(AccessToken received) {
    Map<String, String> parameters =
        Map.of("subject_token", received.value(), "scope", scope(received.scopes()));
    return provider
        .getTokens(parameters)
        // Here too: an exchange that never ends would keep its place for all later callers.
        .ifNoItem()
        .after(timeout)
        .failWith(() -> unavailable(null))
        .map(answer -> serviceToken(answer, received))
        .onFailure()
        .transform(
            failure ->
                ProviderAnswer.of(failure).isRefusal() ? refused(failure) : unavailable(failure));
  }

  private static String scope(List<String> granted) {
    return granted.isEmpty() ? SERVICES_SCOPE : String.join(" ", granted) + " " + SERVICES_SCOPE;
  }

  private static ServiceToken serviceToken(Tokens answer, AccessToken received) {
    Long expiresAt = answer.getAccessTokenExpiresAt();
    Instant expiry = expiresAt == null ? received.expiresAt() : Instant.ofEpochSecond(expiresAt);
    return new ServiceToken(
        answer.getAccessToken(),
        expiry.isBefore(received.expiresAt()) ? expiry : received.expiresAt());
  }

  private static ProblemException refused(Throwable cause) {
    return ProblemException.of(
        ActionErrorCode.UNAUTHENTICATED,
        "The identity provider does not accept the access token any more.",
        cause);
  }

  private static ProblemException unavailable(Throwable cause) {
    return ProblemException.of(
        ActionErrorCode.SERVICE_UNAVAILABLE, "The identity provider does not answer.", cause);
  }
}
