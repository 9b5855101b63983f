package io.postly.scheduling.network.picture;

import io.postly.action.blob.BlobId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Lets whoever has it fetch one picture for a while, once {@link CapabilitySeal} has sealed it.
 *
 * @param blob what the picture's file holds
 * @param bytes the size of the file
 * @param expiresAt from this instant on it is worth nothing; in whole seconds
 */
record Capability(BlobId blob, PictureFormat format, int bytes, Instant expiresAt) {

  private static final byte VERSION = 1;
  private static final int DIGEST_BYTES = 32;

  /** Its bytes: version, format, size, expiry and digest. */
  static final int LENGTH = 1 + 1 + Integer.BYTES + Long.BYTES + DIGEST_BYTES;

  byte[] written() {
    return ByteBuffer.allocate(LENGTH)
        .put(VERSION)
        .put(format.code())
        .putInt(bytes)
        .putLong(expiresAt.getEpochSecond())
        .put(HexFormat.of().parseHex(blob.sha256()))
        .array();
  }

  /**
   * What {@link #written} has written; empty if it is of a version, or has a format, that this
   * release does not know.
   *
   * @param written as many bytes as {@link #LENGTH}
   */
  static Optional<Capability> read(byte[] written) {
    ByteBuffer buffer = ByteBuffer.wrap(written);
    if (buffer.get() != VERSION) {
      return Optional.empty();
    }
    Optional<PictureFormat> format = PictureFormat.of(buffer.get());
    int bytes = buffer.getInt();
    Instant expiresAt = Instant.ofEpochSecond(buffer.getLong());
    byte[] digest = new byte[DIGEST_BYTES];
    buffer.get(digest);
    return format.map(
        known ->
            new Capability(new BlobId(HexFormat.of().formatHex(digest)), known, bytes, expiresAt));
  }
}
