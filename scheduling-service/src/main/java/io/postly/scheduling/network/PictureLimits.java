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
 */
public record PictureLimits(
    int most, int maxBytes, List<String> types, OptionalInt maxAltText, OptionalInt maxText) {

  private static final List<String> ALL = List.of("image/jpeg", "image/png", "image/webp");
  private static final int USUAL_NUMBER = 4;

  /** Copies the list. */
  public PictureLimits {
    types = List.copyOf(types);
  }

  /** Whether a post may have those pictures. */
  public boolean takes(List<Picture> pictures) {
    return pictures.size() <= most && pictures.stream().allMatch(this::takes);
  }

  private boolean takes(Picture picture) {
    int altText = picture.altText().map(text -> text.codePointCount(0, text.length())).orElse(0);
    return picture.bytes() <= maxBytes
        && types.contains(picture.type())
        && altText <= maxAltText.orElse(Integer.MAX_VALUE);
  }

  /** What is taken, for people. */
  public String words() {
    String altTexts =
        maxAltText.isPresent()
            ? ", with alt texts of at most " + maxAltText.getAsInt() + " characters"
            : "";
    return "at most %d, of at most %d bytes each, as %s%s"
        .formatted(most, maxBytes, String.join(", ", types), altTexts);
  }

  /** Four pictures of all types that Postly keeps, with any alt text. */
  public static PictureLimits upTo(int maxBytes) {
    return new PictureLimits(USUAL_NUMBER, maxBytes, ALL, OptionalInt.empty(), OptionalInt.empty());
  }

  /** With alt texts of at most that length. */
  public PictureLimits altTextUpTo(int characters) {
    return new PictureLimits(most, maxBytes, types, OptionalInt.of(characters), maxText);
  }
}
