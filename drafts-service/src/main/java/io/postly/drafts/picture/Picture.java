package io.postly.drafts.picture;

/**
 * A picture of which nothing is left but the picture: no place, no camera, no person, no text.
 *
 * @param content a whole file of that type
 * @param width in pixels, as it is shown
 * @param height in pixels, as it is shown
 * @param turned whether it is shown otherwise than its pixels stand, as its orientation asks
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares pictures; copies would cost megabytes.
public record Picture(PictureType type, byte[] content, int width, int height, boolean turned) {

  /** The most pixels of one side. */
  public static final int LONGEST_SIDE = 12_000;

  /** The most pixels in all: what a reader needs of memory grows with them, not with the file. */
  public static final int MOST_PIXELS = 50_000_000;

  /**
   * Reads a picture by its content, whatever its name or its sender says that it is, and leaves out
   * everything that is not needed to show it. Its pixels are not decoded, and stay as they are.
   *
   * @param file as somebody sent it
   * @throws PictureRefusedException if it is no picture that is taken
   */
  public static Picture clean(byte[] file) throws PictureRefusedException {
    Bytes bytes = new Bytes(file);
    if (bytes.startsWith(JpegFile.START)) {
      return JpegFile.clean(bytes);
    }
    if (bytes.startsWith(PngFile.START)) {
      return PngFile.clean(bytes);
    }
    if (bytes.startsWith(WebpFile.START)) {
      return WebpFile.clean(bytes);
    }
    throw new PictureRefusedException("is neither a JPEG, a PNG nor a WebP picture");
  }

  /** Of the pixels that the file declares, turned as its orientation asks. */
  static Picture of(
      PictureType type, byte[] content, long width, long height, Orientation orientation)
      throws PictureRefusedException {
    if (width < 1 || height < 1) {
      throw PictureRefusedException.damaged();
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
      throw new PictureRefusedException(
          "has %d × %d pixels; at most 12000 on a side and 50 million in all are taken"
              .formatted(width, height));
    }
    boolean isTurned = !orientation.isUpright();
    return orientation.swapsSides()
        ? new Picture(type, content, (int) height, (int) width, isTurned)
        : new Picture(type, content, (int) width, (int) height, isTurned);
  }
}
