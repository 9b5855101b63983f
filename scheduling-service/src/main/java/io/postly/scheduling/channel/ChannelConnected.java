package io.postly.scheduling.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.scheduling.network.Network;
import io.postly.scheduling.network.PictureLimits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * The event {@code io.postly.channel.connected.v1}.
 *
 * @param maxThread how many parts may follow a text; null for none
 * @param contentWarnings true where posts may have one; else null
 */
@RegisterForReflection
record ChannelConnected(
    UUID channelId,
    String workspace,
    String network,
    String name,
    int maxCharacters,
    String counting,
    Pictures pictures,
    Integer maxThread,
    Boolean contentWarnings,
    Instant at) {

  /** What pictures a post may have. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Pictures(
      int most,
      int maxBytes,
      Integer maxTotalBytes,
      List<String> types,
      Integer maxPixels,
      Integer maxSides,
      Integer maxRatio,
      Boolean uprightOnly,
      Integer maxAltText,
      Integer maxText) {

    /** Null for a network that takes none. */
    static Pictures of(Network network) {
      return network.pictures().map(Pictures::of).orElse(null);
    }

    private static Pictures of(PictureLimits limits) {
      return new Pictures(
          limits.most(),
          limits.maxBytes(),
          value(limits.maxTotalBytes()),
          limits.types(),
          value(limits.shape().maxPixels()),
          value(limits.shape().maxSides()),
          value(limits.shape().maxRatio()),
          limits.shape().uprightOnly() ? true : null,
          value(limits.maxAltText()),
          value(limits.maxText()));
    }

    private static Integer value(OptionalInt limit) {
      return limit.isPresent() ? limit.getAsInt() : null;
    }
  }

  static final String TYPE = "io.postly.channel.connected.v1";
  static final String TOPIC = "postly.publications";

  static ChannelConnected of(String workspace, ChannelView channel, Network network) {
    return new ChannelConnected(
        channel.id(),
        workspace,
        channel.network(),
        channel.name(),
        channel.maxCharacters(),
        channel.counting(),
        Pictures.of(network),
        network.thread().most() == 0 ? null : network.thread().most(),
        network.takesContentWarnings() ? true : null,
        channel.connectedAt());
  }

  /** The same of a channel that is not to be used for threads yet. */
  ChannelConnected withoutThreads() {
    return new ChannelConnected(
        channelId,
        workspace,
        network,
        name,
        maxCharacters,
        counting,
        pictures,
        null,
        contentWarnings,
        at);
  }

  /** The same of a channel that is not to be used for content warnings yet. */
  ChannelConnected withoutContentWarnings() {
    return new ChannelConnected(
        channelId,
        workspace,
        network,
        name,
        maxCharacters,
        counting,
        pictures,
        maxThread,
        null,
        at);
  }

  /** The same of a channel that is not to be used for pictures yet. */
  ChannelConnected withoutPictures() {
    return new ChannelConnected(
        channelId,
        workspace,
        network,
        name,
        maxCharacters,
        counting,
        null,
        maxThread,
        contentWarnings,
        at);
  }
}
