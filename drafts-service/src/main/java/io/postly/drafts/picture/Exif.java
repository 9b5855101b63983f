package io.postly.drafts.picture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a file's Exif data say. Of several the first count, as for readers. */
final class Exif {

  private static final byte[] NAME = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  private Orientation first;

  /** Whether they begin with their name, as a JPEG's have to, and those of others often do. */
  static boolean isNamed(byte[] data) {
    return data.length >= NAME.length && Arrays.equals(data, 0, NAME.length, NAME, 0, NAME.length);
  }

  void read(byte[] data) {
    if (first == null) {
      first =
          Orientation.read(
              isNamed(data) ? Arrays.copyOfRange(data, NAME.length, data.length) : data);
    }
  }

  Orientation orientation() {
    return first == null ? Orientation.UPRIGHT : first;
  }

  /** Data with their name that say an orientation and nothing else. */
  static byte[] named(Orientation orientation) {
    byte[] tiff = orientation.tiff();
    byte[] named = Arrays.copyOf(NAME, NAME.length + tiff.length);
    System.arraycopy(tiff, 0, named, NAME.length, tiff.length);
    return named;
  }
}
