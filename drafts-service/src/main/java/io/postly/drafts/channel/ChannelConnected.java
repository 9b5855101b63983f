package io.postly.drafts.channel;

import io.postly.action.text.CharacterCount;
import io.quarkus.runtime.annotations.RegisterForReflection;
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
    String counting) {

  /** Events of earlier releases do not say how is counted: as it always was then. */
  CharacterCount countingOrUsual() {
    return Optional.ofNullable(counting)
        .flatMap(CharacterCount::labelled)
        .orElse(CharacterCount.CODE_POINTS);
  }

  static final String TYPE = "io.postly.channel.connected.v1";
}
