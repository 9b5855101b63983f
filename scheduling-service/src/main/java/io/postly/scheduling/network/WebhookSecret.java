package io.postly.scheduling.network;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A symmetric signing secret as Standard Webhooks defines it: {@code whsec_} and the base64 form of
 * 24 to 64 bytes.
 */
final class WebhookSecret {

  private static final String PREFIX = "whsec_";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;
  private static final int GENERATED = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  static WebhookSecret generate(SecureRandom random) {
    byte[] key = new byte[GENERATED];
    random.nextBytes(key);
    return new WebhookSecret(key);
  }

  /**
   * Reads a secret.
   *
   * @throws IllegalArgumentException if it has another form
   */
  static WebhookSecret parse(String secret) {
    if (!secret.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A webhook secret starts with " + PREFIX);
    }
    byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    if (key.length < SHORTEST || key.length > LONGEST) {
      throw new IllegalArgumentException(
          "A webhook secret has " + SHORTEST + " to " + LONGEST + " bytes");
    }
    return new WebhookSecret(key);
  }

  /** The form in which people exchange it. */
  String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The value of {@code webhook-signature} for a message. */
  String sign(String messageId, Instant timestamp, String body) {
    String signed = messageId + "." + timestamp.getEpochSecond() + "." + body;
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
