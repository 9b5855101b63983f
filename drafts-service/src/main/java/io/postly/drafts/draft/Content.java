package io.postly.drafts.draft;

import java.util.List;
import java.util.UUID;

/**
 * What one revision holds.
 *
 * @param title what the team calls it, or null
 * @param text what goes out
 * @param channelIds where it goes
 * @param variants texts of their own for single networks
 * @param labels what the team files it under
 */
record Content(
    String title, String text, List<UUID> channelIds, List<Variant> variants, List<String> labels) {

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
}
