package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.PictureLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a text and its pictures must keep to on a network, by the network's own way of counting. */
@ApplicationScoped
class TextLimits {

  private final Networks networks;

  TextLimits(Networks networks) {
    this.networks = networks;
  }

  /** The length of what goes out on the channel. */
  int characters(DraftRevision revision, Channel channel) {
    return networks.get(channel.network()).counting().of(revision.textFor(channel.network()));
  }

  /** The most that the channel takes beside the revision's pictures. */
  int most(DraftRevision revision, Channel channel) {
    Network network = networks.get(channel.network());
    int usual = channel.maxCharacters().orElse(network.maxCharacters());
    return revision.picturesFor(network.name()).isEmpty()
        ? usual
        : network.maxTextBesidePictures().orElse(usual);
  }

  /** What is wrong, as one phrase about the text; empty if it fits. */
  Optional<String> violation(DraftRevision revision, Channel channel) {
    int characters = characters(revision, channel);
    int most = most(revision, channel);
    return characters <= most
        ? networks.get(channel.network()).objection(revision.textFor(channel.network()))
        : Optional.of(
            "has %d characters; the channel \"%s\" (%s) takes at most %d"
                .formatted(characters, channel.name(), channel.network(), most));
  }

  /**
   * What is wrong with the pictures, as one phrase about the draft; empty if they fit. The draft
   * was checked when it was written, perhaps for other channels or before a limit changed.
   */
  Optional<String> pictureViolation(DraftRevision revision, Channel channel) {
    Network network = networks.get(channel.network());
    if (network.takes(revision.picturesFor(network.name()))) {
      return Optional.empty();
    }
    return Optional.of(
        "has pictures that the channel \"%s\" (%s) does not take: %s"
            .formatted(
                channel.name(),
                network.name(),
                network.pictures().map(PictureLimits::words).orElse("it takes none")));
  }
}
