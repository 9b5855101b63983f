package io.postly.drafts.draft;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one revision holds.
 *
 * @param title what the team calls it, or null
 * @param text what goes out
 * @param channelIds where it goes
 * @param variants texts, pictures and threads of their own for single networks
 * @param labels what the team files it under
 * @param media the pictures of the text, in their order
 * @param thread what follows the text, in its order
 */
record Content(
    String title,
    String text,
    List<UUID> channelIds,
    List<Variant> variants,
    List<String> labels,
    List<MediaReference> media,
    List<ThreadPart> thread) {

  /** A title as drafts keep it: an empty one is none. */
  static String titleOf(String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** What goes out on that network. */
  String textFor(String network) {
    return own(network, Variant::text).orElse(text);
  }

  /** What is shown in the place of it there until a reader asks for more. */
  Optional<String> contentWarningFor(String network) {
    return own(network, Variant::contentWarning);
  }

  private <T> Optional<T> own(String network, Function<Variant, T> ofVariant) {
    return variants.stream()
        .filter(variant -> variant.network().equals(network))
        .map(ofVariant)
        .filter(Objects::nonNull)
        .findFirst();
  }

  /** All that goes out unless a network has its own, for reading and searching. */
  String wholeText() {
    return Stream.concat(Stream.of(text), thread.stream().map(ThreadPart::text))
        .collect(Collectors.joining("\n\n"));
  }

  /** The pictures that go out on that network. */
  List<MediaReference> mediaFor(String network) {
    return own(network, Variant::media).orElse(media);
  }

  /** What follows the text on that network. */
  List<ThreadPart> threadFor(String network) {
    return own(network, Variant::thread).orElse(thread);
  }

  /** Whether anything follows a text, on whatever network. */
  boolean hasThread() {
    return Stream.concat(Stream.of(thread), variants.stream().map(Variant::thread))
        .anyMatch(parts -> parts != null && !parts.isEmpty());
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
