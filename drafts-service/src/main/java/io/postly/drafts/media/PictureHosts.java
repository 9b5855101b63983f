package io.postly.drafts.media;

import io.postly.action.outgoing.HttpAddress;
import io.postly.drafts.DraftsConfig;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where pictures may be fetched from. Whoever can name an address can tell its host something, by
 * the address itself: an assistant, too, that was persuaded to.
 *
 * @param isOpen whether any are fetched
 * @param names of hosts, {@code *.example.org} for all that are below; empty for all hosts
 */
record PictureHosts(boolean isOpen, List<String> names) {

  private static final String BELOW = "*.";

  /** Copies the list, since names of hosts are the same in capitals. */
  PictureHosts {
    names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  static PictureHosts of(DraftsConfig.Fetching config) {
    return new PictureHosts(config.enabled(), config.hosts().orElse(List.of()));
  }

  /** What is wrong with an address, for the person who gave it; empty if nothing is. */
  Optional<String> objection(HttpAddress address) {
    if (!isOpen) {
      return Optional.of("is not fetched: pictures are only taken by upload_media here");
    }
    String host = address.host().toLowerCase(Locale.ROOT);
    return names.isEmpty() || names.stream().anyMatch(name -> isCovered(host, name))
        ? Optional.empty()
        : Optional.of("must be at a host that is allowed here: " + String.join(", ", names));
  }

  private static boolean isCovered(String host, String name) {
    return name.startsWith(BELOW)
        ? host.endsWith(name.substring(BELOW.length() - 1))
        : host.equals(name);
  }
}
