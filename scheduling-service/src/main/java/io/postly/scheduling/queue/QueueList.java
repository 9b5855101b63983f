package io.postly.scheduling.queue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code get_queue}. */
@RegisterForReflection
record QueueList(
    @Schema(description = "The workspace's IANA time zone.", required = true) String timeZone,
    @Schema(description = "One for each channel, by its name.", required = true)
        List<QueueView> queues) {}
