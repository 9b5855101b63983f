package io.postly.approvals.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks what browsers send back as made here, with the key that all replicas share: so nothing has
 * to be kept of it.
 */
@ApplicationScoped
public class ConsoleSignature {

  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  ConsoleSignature(ConsoleConfig config) {
    this.key = config.cookieKey().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A signature of those parts.
   *
   * @param purpose what it is for, so that none serves for anything else
   * @param parts what is signed; without line ends, which keep them apart
   */
  public String of(String purpose, String... parts) {
    String signed =
        Stream.concat(Stream.of(purpose), Stream.of(parts)).collect(Collectors.joining("\n"));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether that is the signature of those parts; null is none. */
  public boolean isOf(String signature, String purpose, String... parts) {
    return signature != null
        && MessageDigest.isEqual(
            signature.getBytes(StandardCharsets.UTF_8),
            of(purpose, parts).getBytes(StandardCharsets.UTF_8));
  }
}
