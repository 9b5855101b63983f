package io.postly.scheduling.network;

import java.util.Optional;

/**
 * A picture of a post. Its bytes are had from {@link PictureFiles}.
 *
 * @param sha256 what the blob store names it by
 * @param type its media type
 * @param bytes the size of the file
 * @param width in pixels, as it is shown
 * @param height in pixels, as it is shown
 * @param turned whether its file asks for it to be turned or mirrored where it is shown
 * @param altText what it shows, for those who do not see it
 */
public record Picture(
    String sha256,
    String type,
    int bytes,
    int width,
    int height,
    boolean turned,
    Optional<String> altText) {

  /** A name for the file, which says nothing of where it is from. */
  public String fileName() {
    return sha256.substring(0, 16) + "." + type.substring(type.indexOf('/') + 1);
  }
}
