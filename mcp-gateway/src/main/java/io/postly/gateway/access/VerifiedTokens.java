package io.postly.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Tokens whose signature, issuer and audience were found right a moment ago: a client sends the
 * same one with each call. Never kept beyond its expiry, nor for longer than a key that the issuer
 * withdraws may go on being trusted.
 */
@Singleton
class VerifiedTokens {

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MAXIMUM_TOKENS = 10_000;

  private final Cache<String, AccessToken> tokens;
  private final InstantSource clock;

  @Inject
  VerifiedTokens(MeterRegistry meters) {
    this(Clock.systemUTC());
    CaffeineCacheMetrics.monitor(meters, tokens, "verified-tokens");
  }

  VerifiedTokens(InstantSource clock) {
    this.clock = clock;
    this.tokens =
        Caffeine.newBuilder()
            .maximumSize(MAXIMUM_TOKENS)
            .expireAfterWrite(LONGEST)
            .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
            .recordStats()
            .build();
  }

  /** The token that such an {@code Authorization} header was verified to carry. */
  Optional<AccessToken> find(String authorization) {
    return Optional.ofNullable(authorization)
        .map(Sha256::of)
        .map(tokens::getIfPresent)
        .filter(token -> clock.instant().isBefore(token.expiresAt()));
  }

  /** Keeps what the framework has just verified. */
  void keep(String authorization, AccessToken token) {
    tokens.put(Sha256.of(authorization), token);
  }
}
