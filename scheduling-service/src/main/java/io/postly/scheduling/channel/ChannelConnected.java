package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** The event {@code io.postly.channel.connected.v1}. */
@RegisterForReflection
record ChannelConnected(
    UUID channelId,
    String workspace,
    String network,
    String name,
    int maxCharacters,
    String counting,
    Instant at) {

  static final String TYPE = "io.postly.channel.connected.v1";
  static final String TOPIC = "postly.publications";
}
