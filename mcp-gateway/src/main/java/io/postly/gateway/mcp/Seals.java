package io.postly.gateway.mcp;

import io.postly.gateway.config.GatewayConfig;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jboss.logging.Logger;

/**
 * Authenticates what clients carry for the gateway. Every replica opens what another has sealed if
 * they share a key. What is sealed can be read by anyone, and opens for the purpose only that it
 * was sealed for.
 */
@Singleton
class Seals {

  private static final Logger LOG = Logger.getLogger(Seals.class);
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final SecretKeySpec key;

  @Inject
  Seals(GatewayConfig config) {
    this(config.sealKey().orElseGet(Seals::random));
  }

  Seals(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  private static String random() {
    LOG.info("No postly.gateway.seal-key: what this replica seals, no other will open");
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return ENCODER.encodeToString(bytes);
  }

  /** The content with its seal, in visible ASCII characters. */
  String seal(String purpose, JsonObject content) {
    String payload = ENCODER.encodeToString(content.encode().getBytes(StandardCharsets.UTF_8));
    return payload + "." + ENCODER.encodeToString(mac(purpose, payload));
  }

  /** What was sealed; empty if it was not, or has changed since. */
  Optional<JsonObject> open(String purpose, String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 2 || !isGenuine(purpose, parts[0], parts[1])) {
      return Optional.empty();
    }
    return Optional.of(
        new JsonObject(new String(DECODER.decode(parts[0]), StandardCharsets.UTF_8)));
  }

  private boolean isGenuine(String purpose, String payload, String seal) {
    try {
      return MessageDigest.isEqual(DECODER.decode(seal), mac(purpose, payload));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private byte[] mac(String purpose, String payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal((purpose + "\n" + payload).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
