package io.postly.scheduling.network.oauth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.KeyAgreement;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Proves to authorization servers which client this installation is (RFC 7523, {@code
 * private_key_jwt}): an ES256 key that follows from 32 random bytes, which are as easily made and
 * kept as a key of any other kind.
 */
public final class SigningKey {

  /** What the parameter {@code client_assertion_type} has to be. */
  public static final String ASSERTION_TYPE =
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  /** Servers take an assertion for a minute from its issue. */
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private static final ECParameterSpec CURVE = EllipticCurves.P256;
  private static final BigInteger PRIME = ((ECFieldFp) CURVE.getCurve().getField()).getP();

  private final EllipticCurveJsonWebKey key;

  private SigningKey(EllipticCurveJsonWebKey key) {
    this.key = key;
  }

  /**
   * The key that follows from a seed, always the same.
   *
   * @param base64 of 32 bytes
   */
  public static SigningKey ofSeed(String base64) {
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      PrivateKey secret =
          keys.generatePrivate(
              new ECPrivateKeySpec(scalar(Base64.getDecoder().decode(base64)), CURVE));
      EllipticCurveJsonWebKey key = new EllipticCurveJsonWebKey(published(keys, secret));
      key.setPrivateKey(secret);
      key.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      key.setUse("sig");
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      return new SigningKey(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No ES256 key follows from the seed", e);
    }
  }

  /** From 1 to the order less one, all as likely as each other: twice as long as it need be. */
  private static BigInteger scalar(byte[] seed) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-512");
    digest.update("postly client key".getBytes(StandardCharsets.UTF_8));
    BigInteger wide = new BigInteger(1, digest.digest(seed));
    return wide.mod(CURVE.getOrder().subtract(BigInteger.ONE)).add(BigInteger.ONE);
  }

  /**
   * The public half. Agreeing on a secret with the curve's own generator gives its x; there are two
   * points of that x, of which one verifies what the private half signs.
   */
  private static ECPublicKey published(KeyFactory keys, PrivateKey secret)
      throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(secret);
    agreement.doPhase(publicKey(keys, CURVE.getGenerator()), true);
    BigInteger x = new BigInteger(1, agreement.generateSecret());
    BigInteger y = ordinate(x);
    for (BigInteger candidate : Stream.of(y, PRIME.subtract(y)).toList()) {
      ECPublicKey key = publicKey(keys, new ECPoint(x, candidate));
      if (verifies(key, secret)) {
        return key;
      }
    }
    throw new GeneralSecurityException("No public half");
  }

  private static ECPublicKey publicKey(KeyFactory keys, ECPoint point)
      throws GeneralSecurityException {
    return (ECPublicKey) keys.generatePublic(new ECPublicKeySpec(point, CURVE));
  }

  /** One of the two y of an x: a root of x³ + ax + b, as the prime leaves 3 when divided by 4. */
  private static BigInteger ordinate(BigInteger x) {
    BigInteger square =
        x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB()).mod(PRIME);
    return square.modPow(PRIME.add(BigInteger.ONE).shiftRight(2), PRIME);
  }

  private static boolean verifies(PublicKey key, PrivateKey secret)
      throws GeneralSecurityException {
    byte[] text = {1};
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(secret);
    signing.update(text);
    byte[] signature = signing.sign();
    signing.initVerify(key);
    signing.update(text);
    return signing.verify(signature);
  }

  /** What servers know it by: its thumbprint (RFC 7638). */
  public String id() {
    return key.getKeyId();
  }

  /** The public half as a JSON Web Key. */
  public Map<String, Object> published() {
    return key.toParams(OutputControlLevel.PUBLIC_ONLY);
  }

  /**
   * A proof for one request: the value of the parameter {@code client_assertion}.
   *
   * @param audience the server's issuer
   */
  public String assertion(String clientId, String audience, Instant now) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(clientId);
    claims.setSubject(clientId);
    claims.setAudience(audience);
    claims.setJwtId(UUID.randomUUID().toString());
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
    JsonWebSignature assertion = new JsonWebSignature();
    assertion.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    assertion.setKeyIdHeaderValue(id());
    assertion.setKey(key.getPrivateKey());
    assertion.setPayload(claims.toJson());
    return serialized(assertion);
  }

  static String serialized(JsonWebSignature signature) {
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("Signing failed", e);
    }
  }

  /** Without what no log may show. */
  @Override
  public String toString() {
    return "client key " + id();
  }
}
