package io.postly.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String HEADER = "Bearer a-token";

  private Instant now = START;
  private final VerifiedTokens tokens = new VerifiedTokens(() -> now);

  @Test
  void shouldFindATokenByItsWholeHeader() {
    tokens.keep(HEADER, token(Duration.ofMinutes(5)));

    assertEquals(Optional.of("a-client"), tokens.find(HEADER).map(AccessToken::client));
    assertEquals(Optional.empty(), tokens.find("Bearer another-token"));
    assertEquals(Optional.empty(), tokens.find("a-token"));
    assertEquals(Optional.empty(), tokens.find(null));
  }

  @Test
  void shouldNotFindATokenThatHasExpired() {
    tokens.keep(HEADER, token(Duration.ofSeconds(20)));

    now = START.plusSeconds(20);

    assertEquals(Optional.empty(), tokens.find(HEADER));
  }

  @Test
  void shouldHaveATokenVerifiedAnewAfterAMinute() {
    tokens.keep(HEADER, token(Duration.ofMinutes(5)));
    now = START.plusSeconds(59);
    tokens.find(HEADER);

    now = START.plusSeconds(60);

    assertEquals(Optional.empty(), tokens.find(HEADER));
  }

  private static AccessToken token(Duration lifetime) {
    return new AccessToken(
        "a-token",
        "a-digest",
        "a-person",
        "a-client",
        List.of("drafts:read"),
        START.plus(lifetime));
  }
}
