package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** The event {@code io.postly.channel.disconnected.v1}. */
@RegisterForReflection
record ChannelDisconnected(UUID channelId, String workspace, Instant at) {

  static final String TYPE = "io.postly.channel.disconnected.v1";
  static final String TOPIC = ChannelConnected.TOPIC;
}
