package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code disconnect_channel}. */
@RegisterForReflection
record DisconnectedChannel(
    @Schema(description = "The channel as it was.", required = true) ChannelView channel,
    @Schema(description = "How many posts that waited on it were cancelled.", required = true)
        int cancelledPosts) {}
