package io.postly.scheduling.network.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.postly.action.outgoing.HttpAddress;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs of possession, as RFC 9449 has a server check them. */
class DpopKeyTest {

  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.900Z");
  private static final String ADDRESS = "https://pds.example/xrpc/a.b.c";

  private final DpopKey key = DpopKey.generate();

  @Test
  void shouldSignWithTheKeyThatTheProofNames() throws Exception {
    JsonWebSignature proof = signature(proof(ADDRESS, Optional.empty(), Optional.empty()));
    PublicJsonWebKey named = proof.getJwkHeader();

    proof.setKey(named.getPublicKey());

    assertTrue(proof.verifySignature());
    assertEquals("dpop+jwt", proof.getHeader("typ"));
    assertEquals("ES256", proof.getAlgorithmHeaderValue());
    assertEquals(
        PublicJsonWebKey.Factory.newPublicJwk(key.json()).toJson(OutputControlLevel.PUBLIC_ONLY),
        named.toJson(OutputControlLevel.INCLUDE_PRIVATE));
  }

  @ParameterizedTest
  @CsvSource({
    "https://pds.example/xrpc/a.b.c?repo=1&x=%2F, https://pds.example/xrpc/a.b.c",
    "https://pds.example:8443/oauth/token, https://pds.example:8443/oauth/token",
    "HTTPS://pds.example, https://pds.example/"
  })
  void shouldNameMethodAndAddressWithoutQuery(String address, String named) throws Exception {
    JwtClaims claims = claims(proof(address, Optional.empty(), Optional.empty()));

    assertEquals(named, claims.getStringClaimValue("htu"));
    assertEquals("POST", claims.getStringClaimValue("htm"));
    assertEquals(NOW.getEpochSecond(), claims.getIssuedAt().getValue());
    assertFalse(claims.hasClaim("nonce"));
    assertFalse(claims.hasClaim("ath"));
  }

  @Test
  void shouldHoldNonceAndHashOfTheToken() throws Exception {
    // The example of RFC 9449, 7.1.
    JwtClaims claims =
        claims(
            proof(
                ADDRESS,
                Optional.of("the-nonce"),
                Optional.of("Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU")));

    assertEquals("the-nonce", claims.getStringClaimValue("nonce"));
    assertEquals("fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", claims.getStringClaimValue("ath"));
  }

  @Test
  void shouldBeGoodForOneRequestAlone() throws Exception {
    assertNotEquals(
        claims(proof(ADDRESS, Optional.empty(), Optional.empty())).getJwtId(),
        claims(proof(ADDRESS, Optional.empty(), Optional.empty())).getJwtId());
  }

  @Test
  void shouldBeKeptAndReadAgain() throws Exception {
    DpopKey again = DpopKey.parse(key.json());
    JsonWebSignature proof =
        signature(
            again.proof(
                HttpMethod.GET,
                HttpAddress.parse(ADDRESS),
                Optional.empty(),
                Optional.empty(),
                NOW));

    proof.setKey(PublicJsonWebKey.Factory.newPublicJwk(key.json()).getPublicKey());

    assertTrue(proof.verifySignature());
    assertEquals("a key for DPoP", again.toString());
    assertNotEquals(key.json(), DpopKey.generate().json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "secret",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"usWxHK2PmfnHKwXPS54m0kTcGJ90UiglWiGahtagnv8\","
            + "\"y\":\"IBOL-C3BttVivg-lSreASjpkttcsz-1rb7btKLv8EX4\"}"
      })
  void shouldSayNothingOfWhatIsNoKey(String text) {
    assertEquals(
        "No key for DPoP",
        assertThrows(IllegalArgumentException.class, () -> DpopKey.parse(text)).getMessage());
  }

  private String proof(String address, Optional<String> nonce, Optional<String> token) {
    return key.proof(HttpMethod.POST, HttpAddress.parse(address), nonce, token, NOW);
  }

  private static JsonWebSignature signature(String proof) throws Exception {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(proof);
    return signature;
  }

  private static JwtClaims claims(String proof) throws Exception {
    return JwtClaims.parse(signature(proof).getUnverifiedPayload());
  }
}
