package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** How long a text may be, counted in Unicode code points. */
@ApplicationScoped
class TextLimits {

  private final Networks networks;

  TextLimits(Networks networks) {
    this.networks = networks;
  }

  /** The length of what goes out on the channel. */
  static int characters(DraftRevision revision, Channel channel) {
    String text = revision.textFor(channel.network());
    return text.codePointCount(0, text.length());
  }

  /** The most that the channel takes. */
  int most(Channel channel) {
    return networks.get(channel.network()).maxCharacters();
  }

  /** What is wrong, as one phrase about the text; empty if it fits. */
  Optional<String> violation(DraftRevision revision, Channel channel) {
    int characters = characters(revision, channel);
    int most = most(channel);
    return characters <= most
        ? Optional.empty()
        : Optional.of(
            "has %d characters; the channel \"%s\" (%s) takes at most %d"
                .formatted(characters, channel.name(), channel.network(), most));
  }
}
