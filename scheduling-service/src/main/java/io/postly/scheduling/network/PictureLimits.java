package io.postly.scheduling.network;

import java.util.List;
import java.util.OptionalInt;

/**
 * What pictures one post on a network may have.
 *
 * @param most how many
 * @param maxBytes the largest file
 * @param types the media types
 * @param maxAltText the longest alt text in code points, where there is a limit
 * @param maxText the longest text beside pictures, where that is shorter than usual
 * @param maxTotalBytes the most bytes of all pictures together, where there is a limit
 * @param shape what each has to look like
 */
public record PictureLimits(
    int most,
    int maxBytes,
    List<String> types,
    OptionalInt maxAltText,
    OptionalInt maxText,
    OptionalInt maxTotalBytes,
    Shape shape) {

  private static final List<String> ALL = List.of("image/jpeg", "image/png", "image/webp");
  private static final int USUAL_NUMBER = 4;

  /** Copies the list. */
  public PictureLimits {
    types = List.copyOf(types);
  }

  /**
   * What a picture has to look like.
   *
   * @param maxPixels the most pixels, where there is a limit
   * @param maxSides the most that width and height may add up to, where there is a limit
   * @param maxRatio how many times as long as the other a side may be, where there is a limit
   * @param uprightOnly whether the network pays no heed to the orientation that a file asks for
   */
  public record Shape(
      OptionalInt maxPixels, OptionalInt maxSides, OptionalInt maxRatio, boolean uprightOnly) {

    /** Any that Postly keeps. */
    static final Shape ANY =
        new Shape(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), false);

    /** Any that stands as it is shown. */
    public static final Shape UPRIGHT =
        new Shape(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(), true);

    private boolean takes(Picture picture) {
      long width = picture.width();
      long height = picture.height();
      return !(uprightOnly && picture.turned())
          && width * height <= maxPixels.orElse(Integer.MAX_VALUE)
          && width + height <= maxSides.orElse(Integer.MAX_VALUE)
          && Math.max(width, height)
              <= Math.min(width, height) * maxRatio.orElse(Integer.MAX_VALUE);
    }

    private String words() {
      StringBuilder words = new StringBuilder();
      maxPixels.ifPresent(most -> words.append(", of at most %d pixels".formatted(most)));
      maxSides.ifPresent(
          most -> words.append(", width and height of at most %d together".formatted(most)));
      maxRatio.ifPresent(
          most -> words.append(", one side at most %d times the other".formatted(most)));
      if (uprightOnly) {
        words.append(", not turned by an Exif orientation");
      }
      return words.toString();
    }
  }

  /** Whether a post may have those pictures. */
  public boolean takes(List<Picture> pictures) {
    return pictures.size() <= most
        && pictures.stream().mapToLong(Picture::bytes).sum()
            <= maxTotalBytes.orElse(Integer.MAX_VALUE)
        && pictures.stream().allMatch(this::takes);
  }

  private boolean takes(Picture picture) {
    int altText = picture.altText().map(text -> text.codePointCount(0, text.length())).orElse(0);
    return picture.bytes() <= maxBytes
        && types.contains(picture.type())
        && altText <= maxAltText.orElse(Integer.MAX_VALUE)
        && shape.takes(picture);
  }

  /** What is taken, for people. */
  public String words() {
    String inAll = maxTotalBytes.isPresent() ? " and " + maxTotalBytes.getAsInt() + " in all" : "";
    String altTexts =
        maxAltText.isPresent()
            ? ", with alt texts of at most " + maxAltText.getAsInt() + " characters"
            : "";
    return "at most %d, of at most %d bytes each%s, as %s%s%s"
        .formatted(most, maxBytes, inAll, String.join(", ", types), shape.words(), altTexts);
  }

  /** Four pictures of all types that Postly keeps, with any alt text. */
  public static PictureLimits upTo(int maxBytes) {
    return new PictureLimits(
        USUAL_NUMBER,
        maxBytes,
        ALL,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Shape.ANY);
  }

  /** With alt texts of at most that length. */
  public PictureLimits altTextUpTo(int characters) {
    return new PictureLimits(
        most, maxBytes, types, OptionalInt.of(characters), maxText, maxTotalBytes, shape);
  }

  /** With at most that many bytes in all. */
  public PictureLimits inAllUpTo(int bytes) {
    return new PictureLimits(
        most, maxBytes, types, maxAltText, maxText, OptionalInt.of(bytes), shape);
  }

  /** With pictures of that shape. */
  public PictureLimits shaped(Shape wanted) {
    return new PictureLimits(most, maxBytes, types, maxAltText, maxText, maxTotalBytes, wanted);
  }
}
