package io.postly.scheduling.network.picture;

import java.util.Arrays;
import java.util.Optional;

/** The formats in which Postly keeps pictures, as {@link Capability} writes them down. */
enum PictureFormat {
  JPEG(1, "image/jpeg"),
  PNG(2, "image/png"),
  WEBP(3, "image/webp");

  private final byte code;
  private final String mediaType;

  PictureFormat(int code, String mediaType) {
    this.code = (byte) code;
    this.mediaType = mediaType;
  }

  /** Stands for the format for good. */
  byte code() {
    return code;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * The format of that media type.
   *
   * @throws IllegalArgumentException if Postly keeps no such pictures
   */
  static PictureFormat of(String mediaType) {
    return Arrays.stream(values())
        .filter(format -> format.mediaType.equals(mediaType))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No picture is " + mediaType));
  }

  static Optional<PictureFormat> of(byte code) {
    return Arrays.stream(values()).filter(format -> format.code == code).findFirst();
  }
}
