package io.postly.drafts.draft;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one revision holds.
 *
 * @param title what the team calls it, or null
 * @param text what goes out
 * @param channelIds where it goes
 * @param variants texts and pictures of their own for single networks
 * @param labels what the team files it under
 * @param media the pictures, in their order
 */
record Content(
    String title,
    String text,
    List<UUID> channelIds,
    List<Variant> variants,
    List<String> labels,
    List<MediaReference> media) {

  /** A title as drafts keep it: an empty one is none. */
  static String titleOf(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** What goes out on that network. */
  String textFor(String network) {
    return variants.stream()
        .filter(variant -> variant.network().equals(network))
        .map(Variant::text)
        .findFirst()
        .orElse(text);
  }

  /** The pictures that go out on that network. */
  List<MediaReference> mediaFor(String network) {
    return variants.stream()
        .filter(variant -> variant.network().equals(network))
        .map(Variant::media)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(media);
  }

  /** Every picture that goes out somewhere. */
  Set<UUID> mediaIds() {
    return Stream.concat(
            Stream.of(media), variants.stream().map(Variant::media).filter(Objects::nonNull))
        .flatMap(Collection::stream)
        .map(MediaReference::mediaId)
        .collect(Collectors.toSet());
  }
}
