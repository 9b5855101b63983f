package io.postly.drafts.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** What drafts need of the event {@code io.postly.channel.connected.v1}. */
@RegisterForReflection
record ChannelConnected(
    UUID channelId, String workspace, String network, String name, int maxCharacters) {

  static final String TYPE = "io.postly.channel.connected.v1";
}
