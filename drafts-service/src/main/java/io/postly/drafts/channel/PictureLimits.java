package io.postly.drafts.channel;

import io.postly.drafts.media.Media;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What pictures one post of a channel may have. Objections are phrases with a {@code %s} where the
 * channel is to be named.
 *
 * @param most how many
 * @param maxBytes the largest file
 * @param maxTotalBytes the most bytes of all together; like all limits that follow null where there
 *     is none
 * @param types the media types, with spaces between
 * @param maxPixels the most pixels of one
 * @param maxSides the most that width and height of one may add up to
 * @param maxRatio how many times as long as the other a side may be
 * @param uprightOnly whether the network pays no heed to the orientation that a file asks for
 * @param maxAltText the longest alt text in code points
 * @param maxText the longest text beside pictures, as the network counts, where that is shorter
 *     than usual
 */
@Embeddable
public record PictureLimits(
    @Column(name = "most_pictures") int most,
    @Column(name = "max_picture_bytes") int maxBytes,
    @Column(name = "max_bytes_of_pictures") Integer maxTotalBytes,
    @Column(name = "picture_types") String types,
    @Column(name = "max_picture_pixels") Integer maxPixels,
    @Column(name = "max_picture_sides") Integer maxSides,
    @Column(name = "max_picture_ratio") Integer maxRatio,
    @Column(name = "upright_pictures_only") boolean uprightOnly,
    @Column(name = "max_alt_text") Integer maxAltText,
    @Column(name = "max_text_with_pictures") Integer maxText) {

  /** Of a network that takes texts only. */
  static final PictureLimits NONE =
      new PictureLimits(0, 0, null, "", null, null, null, false, null, null);

  /** What is wrong with that number of pictures; empty if it will do. */
  public Optional<String> objection(int count) {
    if (count <= most) {
      return Optional.empty();
    }
    return Optional.of(
        most == 0
            ? "cannot go to %s: it takes no pictures"
            : "has " + count + " pictures; %s takes at most " + most);
  }

  /** What is wrong with these pictures together; empty if they will do. */
  public Optional<String> objection(List<Media> pictures) {
    long bytes = pictures.stream().mapToLong(Media::bytes).sum();
    return isWithin(bytes, maxTotalBytes)
        ? Optional.empty()
        : Optional.of(
            "has pictures of " + bytes + " bytes in all; %s takes at most " + maxTotalBytes);
  }

  /** What is wrong with a picture; empty if it will do. */
  public Optional<String> objection(Media picture) {
    if (!Arrays.asList(types.split(" ")).contains(picture.type())) {
      return Optional.of(
          "is of the type " + picture.type() + "; %s takes " + types.replace(" ", ", "));
    }
    if (picture.bytes() > maxBytes) {
      return Optional.of("has " + picture.bytes() + " bytes; %s takes at most " + maxBytes);
    }
    if (uprightOnly && picture.isTurned()) {
      return Optional.of(
          "is turned by its Exif orientation, which %s ignores: save it upright, and add it again");
    }
    return shapeObjection(picture);
  }

  private Optional<String> shapeObjection(Media picture) {
    long width = picture.width();
    long height = picture.height();
    String what = "has " + width + " × " + height + " pixels; %s takes ";
    if (!isWithin(width * height, maxPixels)) {
      return Optional.of(what + "at most " + maxPixels + " in all");
    }
    if (!isWithin(width + height, maxSides)) {
      return Optional.of(what + "a width and height of at most " + maxSides + " together");
    }
    if (maxRatio != null && Math.max(width, height) > Math.min(width, height) * maxRatio) {
      return Optional.of(what + "no side that is more than " + maxRatio + " times the other");
    }
    return Optional.empty();
  }

  private static boolean isWithin(long value, Integer limit) {
    return limit == null || value <= limit;
  }

  /** What is wrong with an alt text, null for none; empty if it will do. */
  public Optional<String> objection(String altText) {
    int length = altText == null ? 0 : altText.codePointCount(0, altText.length());
    return isWithin(length, maxAltText)
        ? Optional.empty()
        : Optional.of("has " + length + " characters; %s takes at most " + maxAltText);
  }
}
