package io.postly.scheduling.channel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_channels}. */
@RegisterForReflection
record ChannelList(
    @Schema(description = "Every channel of the workspace, by name.", required = true)
        List<ChannelView> channels) {}
