package io.postly.action.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Names a blob by what it holds: equal blobs have one name, and a name never comes to mean anything
 * else.
 *
 * @param sha256 64 hexadecimal digits, lower case
 */
public record BlobId(String sha256) {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Refuses what is no digest: the name becomes part of a path. */
  public BlobId {
    if (!DIGEST.matcher(sha256).matches()) {
      throw new IllegalArgumentException("Not a SHA-256 digest in hexadecimal digits");
    }
  }

  /** The name of that content. */
  public static BlobId of(byte[] content) {
    try {
      return new BlobId(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
