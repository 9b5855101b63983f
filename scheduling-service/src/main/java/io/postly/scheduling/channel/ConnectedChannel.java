package io.postly.scheduling.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code connect_channel} and {@code reconnect_channel}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConnectedChannel(
    @Schema(description = "The channel.", required = true) ChannelView channel,
    @Schema(
            description =
                "The signing secret that was made for the webhook. It is shown this once.")
        String webhookSecret) {}
