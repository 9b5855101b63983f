package io.postly.scheduling.publication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names what a person has seen, so that something else is not taken for it. */
final class Fingerprint {

  private Fingerprint() {}

  /** The same for the same lines in the same order: {@code sha256:} and 64 hexadecimal digits. */
  static String of(List<String> lines) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
