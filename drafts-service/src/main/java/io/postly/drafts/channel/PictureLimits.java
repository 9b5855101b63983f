package io.postly.drafts.channel;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Arrays;
import java.util.Optional;

/**
 * What pictures one post of a channel may have. Objections are phrases with a {@code %s} where the
 * channel is to be named.
 *
 * @param most how many
 * @param maxBytes the largest file
 * @param types the media types, with spaces between
 * @param maxAltText the longest alt text in code points; null where there is no limit
 */
@Embeddable
public record PictureLimits(
    @Column(name = "most_pictures") int most,
    @Column(name = "max_picture_bytes") int maxBytes,
    @Column(name = "picture_types") String types,
    @Column(name = "max_alt_text") Integer maxAltText) {

  /** Of a network that takes texts only. */
  static final PictureLimits NONE = new PictureLimits(0, 0, "", null);

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

  /** What is wrong with a picture; empty if it will do. */
  public Optional<String> objection(String type, int bytes) {
    if (!Arrays.asList(types.split(" ")).contains(type)) {
      return Optional.of("is of the type " + type + "; %s takes " + types.replace(" ", ", "));
    }
    return bytes <= maxBytes
        ? Optional.empty()
        : Optional.of("has " + bytes + " bytes; %s takes at most " + maxBytes);
  }

  /** What is wrong with an alt text, null for none; empty if it will do. */
  public Optional<String> objection(String altText) {
    int length = altText == null ? 0 : altText.codePointCount(0, altText.length());
    return maxAltText == null || length <= maxAltText
        ? Optional.empty()
        : Optional.of("has " + length + " characters; %s takes at most " + maxAltText);
  }
}
