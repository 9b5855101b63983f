package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Networks;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** What a text for a network must keep to, by the network's own way of counting. */
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

  /** The most that the channel takes. */
  int most(Channel channel) {
    return channel.maxCharacters().orElse(networks.get(channel.network()).maxCharacters());
  }

  /** What is wrong, as one phrase about the text; empty if it fits. */
  Optional<String> violation(DraftRevision revision, Channel channel) {
    int characters = characters(revision, channel);
    int most = most(channel);
    return characters <= most
        ? networks.get(channel.network()).objection(revision.textFor(channel.network()))
        : Optional.of(
            "has %d characters; the channel \"%s\" (%s) takes at most %d"
                .formatted(characters, channel.name(), channel.network(), most));
  }
}
