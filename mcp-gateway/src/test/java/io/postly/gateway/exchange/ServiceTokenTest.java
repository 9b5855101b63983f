package io.postly.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServiceTokenTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void shouldNotBeUsedUntilItsLastMoment() {
    assertEquals(Duration.ofSeconds(50), new ServiceToken("t", NOW.plusSeconds(60)).usableFor(NOW));
  }

  @Test
  void shouldNotBeKeptWhenItIsAboutToExpire() {
    assertEquals(Duration.ZERO, new ServiceToken("t", NOW.plusSeconds(5)).usableFor(NOW));
  }

  @Test
  void shouldNotShowItself() {
    assertFalse(new ServiceToken("secret", NOW).toString().contains("secret"));
  }
}
