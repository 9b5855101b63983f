package io.postly.drafts.channel;

import io.postly.action.text.CharacterCount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What drafts need of the event {@code io.postly.channel.connected.v1}. */
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
    boolean contentWarnings) {

  /** What pictures a post may have. */
  @RegisterForReflection
  record Pictures(
      int most,
      int maxBytes,
      Integer maxTotalBytes,
      List<String> types,
      Integer maxPixels,
      Integer maxSides,
      Integer maxRatio,
      boolean uprightOnly,
      Integer maxAltText,
      Integer maxText) {}

  /** Where the event does not say that the network takes pictures, it takes none. */
  PictureLimits pictureLimits() {
    return pictures == null
        ? PictureLimits.NONE
        : new PictureLimits(
            pictures.most(),
            pictures.maxBytes(),
            pictures.maxTotalBytes(),
            String.join(" ", pictures.types()),
            pictures.maxPixels(),
            pictures.maxSides(),
            pictures.maxRatio(),
            pictures.uprightOnly(),
            pictures.maxAltText(),
            pictures.maxText());
  }

  /** Where the event does not say that the network takes threads, it takes none. */
  int maxThreadOrNone() {
    return maxThread == null ? 0 : maxThread;
  }

  /** Events of earlier releases do not say how is counted: as it always was then. */
  CharacterCount countingOrUsual() {
    return Optional.ofNullable(counting)
        .flatMap(CharacterCount::labelled)
        .orElse(CharacterCount.CODE_POINTS);
  }

  static final String TYPE = "io.postly.channel.connected.v1";
}
