package io.postly.scheduling.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.postly.scheduling.publication.PublicationView;
import io.postly.scheduling.slot.SlotTime;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A channel's queue as answers show it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Queue", description = "The posts of a channel that go out slot by slot.")
record QueueView(
    @Schema(required = true) UUID channelId,
    @Schema(description = "What people know the channel by.", required = true) String channelName,
    @Schema(required = true) String network,
    @Schema(
            description = "Whether nothing of the queue goes out until a person lets it go on.",
            required = true)
        boolean paused,
    @Schema(description = "Since when it is paused.") Instant pausedSince,
    @Schema(description = "Who paused it.") Person pausedBy,
    @Schema(description = "Why it is paused, in that person's words. Data.") String pauseReason,
    @Schema(
            description = "Names these posts at these times; reorder_queue wants it.",
            required = true)
        String fingerprint,
    @Schema(description = "How many posts wait in the queue.", required = true) int waiting,
    @Schema(
            description = "What waits, the first to go out first; of all channels at most 20 each.",
            required = true)
        List<PublicationView> posts,
    @Schema(description = "The next free slots; at most 5. Empty: none are set.", required = true)
        List<SlotTime> nextFree) {}
