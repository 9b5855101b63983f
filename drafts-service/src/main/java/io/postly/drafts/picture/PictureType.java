package io.postly.drafts.picture;

import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of picture that posts may have. */
public enum PictureType {
  JPEG("image/jpeg"),
  PNG("image/png"),
  WEBP("image/webp");

  private final String mediaType;

  PictureType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The name that HTTP uses. */
  public String mediaType() {
    return mediaType;
  }

  /** The kind of that name. */
  public static Optional<PictureType> named(String mediaType) {
    return Stream.of(values()).filter(type -> type.mediaType.equals(mediaType)).findFirst();
  }
}
