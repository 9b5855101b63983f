package io.postly.scheduling.network.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key that follows from a seed, and what it proves. */
class SigningKeyTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

  static IntStream numbers() {
    return IntStream.range(0, 8);
  }

  /** Of eight keys, some have one of the two points of their x, and some the other. */
  @ParameterizedTest
  @MethodSource("numbers")
  void shouldProveWithThePublishedHalfWhichClientItIs(int number) throws Exception {
    SigningKey key = SigningKey.ofSeed(seed(number));
    PublicJsonWebKey published = PublicJsonWebKey.Factory.newPublicJwk(key.published());
    String text = key.assertion("https://postly.test/client", "https://pds.example", NOW);
    JsonWebSignature assertion = new JsonWebSignature();
    assertion.setCompactSerialization(text);

    assertion.setKey(published.getPublicKey());

    assertTrue(assertion.verifySignature());
    assertEquals("ES256", assertion.getAlgorithmHeaderValue());
    assertEquals(key.id(), assertion.getKeyIdHeaderValue());
    assertEquals(published.calculateBase64urlEncodedThumbprint("SHA-256"), key.id());
    JwtClaims claims = JwtClaims.parse(assertion.getPayload());
    assertEquals("https://postly.test/client", claims.getIssuer());
    assertEquals("https://postly.test/client", claims.getSubject());
    assertEquals("https://pds.example", claims.getAudience().getFirst());
    assertEquals(NOW.getEpochSecond(), claims.getIssuedAt().getValue());
    assertEquals(NOW.getEpochSecond() + 60, claims.getExpirationTime().getValue());
    assertNotEquals(key.assertion("https://postly.test/client", "https://pds.example", NOW), text);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void shouldFollowFromItsSeedAlone(int number) {
    SigningKey key = SigningKey.ofSeed(seed(number));

    assertEquals(key.published(), SigningKey.ofSeed(seed(number)).published());
    assertNotEquals(key.id(), SigningKey.ofSeed(seed(number + 1)).id());
    assertFalse(key.published().containsKey("d"));
    assertEquals("client key " + key.id(), key.toString());
  }

  private static String seed(int number) {
    byte[] seed = new byte[32];
    seed[31] = (byte) number;
    return Base64.getEncoder().encodeToString(seed);
  }
}
