package io.postly.scheduling.network.oauth;

import io.postly.action.outgoing.HttpAddress;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.base64url.Base64Url;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.HashUtil;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.StringUtil;

/**
 * The key that tokens are bound to (RFC 9449): who has a token alone cannot use it. ES256, one for
 * each connection of an account.
 */
public final class DpopKey {

  private final PublicJsonWebKey key;

  private DpopKey(PublicJsonWebKey key) {
    this.key = key;
  }

  /** A new one. */
  public static DpopKey generate() {
    try {
      return new DpopKey(EcJwkGenerator.generateJwk(EllipticCurves.P256));
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What {@link #json} has written.
   *
   * @throws IllegalArgumentException if it is no such key; without saying what it is
   */
  public static DpopKey parse(String json) {
    try {
      PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(json);
      if (key instanceof EllipticCurveJsonWebKey && key.getPrivateKey() != null) {
        return new DpopKey(key);
      }
    } catch (JoseException e) {
      // What it says may have the key in it.
    }
    throw new IllegalArgumentException("No key for DPoP");
  }

  /** Both halves, as a JSON Web Key: a secret. */
  public String json() {
    return key.toJson(OutputControlLevel.INCLUDE_PRIVATE);
  }

  /**
   * What goes with one request, and with no other: the value of the header {@code DPoP}.
   *
   * @param nonce what the server wants to have in it, where it has said so
   * @param accessToken what goes with the request beside it, if anything
   */
  public String proof(
      HttpMethod method,
      HttpAddress address,
      Optional<String> nonce,
      Optional<String> accessToken,
      Instant now) {
    JwtClaims claims = new JwtClaims();
    claims.setJwtId(UUID.randomUUID().toString());
    claims.setClaim("htm", method.name());
    claims.setClaim("htu", withoutQuery(address));
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    nonce.ifPresent(value -> claims.setClaim("nonce", value));
    accessToken.ifPresent(token -> claims.setClaim("ath", hash(token)));
    JsonWebSignature proof = new JsonWebSignature();
    proof.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    proof.setHeader("typ", "dpop+jwt");
    proof.setJwkHeader(key);
    proof.setKey(key.getPrivateKey());
    proof.setPayload(claims.toJson());
    return SigningKey.serialized(proof);
  }

  private static String hash(String token) {
    return Base64Url.encode(
        HashUtil.getMessageDigest(HashUtil.SHA_256).digest(StringUtil.getBytesAscii(token)));
  }

  private static String withoutQuery(HttpAddress address) {
    return address.origin() + address.target().split("\\?", -1)[0];
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "a key for DPoP";
  }
}
