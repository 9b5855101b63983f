package io.postly.drafts.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What drafts need of the event {@code io.postly.channel.disconnected.v1}. */
@RegisterForReflection
record ChannelDisconnected(UUID channelId) {

  static final String TYPE = "io.postly.channel.disconnected.v1";
}
