package io.postly.scheduling.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes what ties the two ends of a sign-in together. */
@ApplicationScoped
class SignInSecrets {

  private static final int RANDOM_BYTES = 32;
  private static final char WORKSPACE_ENDS = '.';

  private final SecureRandom random = new SecureRandom();

  /**
   * A value for {@code state}: the workspace's slug, which tells where to go back to, and 256
   * random bits.
   */
  String state(String workspace) {
    return workspace + WORKSPACE_ENDS + verifier();
  }

  /** A code verifier as of RFC 7636, section 4.1. */
  String verifier() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return base64(bytes);
  }

  /** The S256 challenge of a verifier, section 4.2. */
  static String challenge(String verifier) {
    return base64(sha256(verifier));
  }

  /** What is kept to know a text again: who reads the database cannot come back with it. */
  static String digest(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
