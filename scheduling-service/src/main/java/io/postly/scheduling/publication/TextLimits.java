package io.postly.scheduling.publication;

import io.postly.scheduling.channel.Channel;
import io.postly.scheduling.channel.ChannelGrants;
import io.postly.scheduling.content.DraftRevision;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.Networks;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a text, its thread, its pictures and its content warning must keep to on a network, by the
 * network's own way of counting.
 */
@ApplicationScoped
class TextLimits {

  private final Networks networks;
  private final ChannelGrants grants;

  TextLimits(Networks networks, ChannelGrants grants) {
    this.networks = networks;
    this.grants = grants;
  }

  /** The length of what goes out on the channel, with the content warning before it. */
  int characters(DraftRevision revision, Channel channel) {
    String network = channel.network();
    return networks
        .get(network)
        .counting()
        .of(revision.textFor(network), revision.contentWarningFor(network).orElse(null));
  }

  /** The most that the channel takes beside the revision's pictures. */
  int most(DraftRevision revision, Channel channel) {
    Network network = networks.get(channel.network());
    int usual = usual(network, channel);
    return revision.picturesFor(network.name()).isEmpty()
        ? usual
        : network.maxTextBesidePictures().orElse(usual);
  }

  private static int usual(Network network, Channel channel) {
    return channel.maxCharacters().orElse(network.maxCharacters());
  }

  /** What is wrong, as one phrase about the text; empty if it fits. */
  Optional<String> violation(DraftRevision revision, Channel channel) {
    return violation(
        revision.textFor(channel.network()),
        revision.contentWarningFor(channel.network()),
        most(revision, channel),
        channel);
  }

  private Optional<String> violation(
      String text, Optional<String> warning, int most, Channel channel) {
    Network network = networks.get(channel.network());
    int characters = network.counting().of(text, warning.orElse(null));
    return characters <= most
        ? network.objection(text)
        : Optional.of(
            "has %d characters%s; the channel \"%s\" (%s) takes at most %d"
                .formatted(
                    characters,
                    warning.isPresent() ? " with the content warning" : "",
                    channel.name(),
                    channel.network(),
                    most));
  }

  /**
   * What is wrong with the content warning, as one phrase about the draft; empty if there is none,
   * or the network takes it.
   */
  Optional<String> warningViolation(DraftRevision revision, Channel channel) {
    Network network = networks.get(channel.network());
    return revision
        .contentWarningFor(network.name())
        .filter(_ -> !network.takesContentWarnings())
        .map(
            _ ->
                "has a content warning; the channel \"%s\" (%s) takes none"
                    .formatted(channel.name(), network.name()));
  }

  /**
   * What is wrong with the thread, as phrases about the draft; empty if it fits. The draft was
   * checked when it was written, perhaps for other channels or before a limit changed.
   */
  List<String> threadViolations(DraftRevision revision, Channel channel) {
    Network network = networks.get(channel.network());
    List<String> thread = revision.threadFor(network.name());
    Optional<String> warning = revision.contentWarningFor(network.name());
    int most = network.thread().most();
    if (thread.size() > most) {
      return List.of(
          "has a thread that the channel \"%s\" (%s) does not take: %s"
              .formatted(
                  channel.name(),
                  network.name(),
                  most == 0 ? "it takes none" : "at most " + most + " parts may follow"));
    }
    return IntStream.range(0, thread.size())
        .boxed()
        .flatMap(
            index ->
                violation(thread.get(index), warning, usual(network, channel), channel).stream()
                    .map(wrong -> "has a thread[" + index + "].text that " + wrong))
        .toList();
  }

  /**
   * What is wrong with the pictures, as one phrase about the draft; empty if they fit. The draft
   * was checked when it was written, perhaps for other channels or before a limit changed.
   */
  Optional<String> pictureViolation(DraftRevision revision, Channel channel) {
    Network network = networks.get(channel.network());
    List<Picture> pictures = revision.picturesFor(network.name());
    if (pictures.isEmpty()) {
      return Optional.empty();
    }
    if (!network.takes(pictures)) {
      return Optional.of(
          "has pictures that the channel \"%s\" (%s) does not take: %s"
              .formatted(
                  channel.name(),
                  network.name(),
                  network.pictures().map(PictureLimits::words).orElse("it takes none")));
    }
    return grants.mayUpload(channel)
        ? Optional.empty()
        : Optional.of(
            "has pictures that the channel \"%s\" (%s) may not post until an admin signs in there"
                    .formatted(channel.name(), network.name())
                + " again, with begin_channel_sign_in or in the console under Channels");
  }
}
