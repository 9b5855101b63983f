package io.postly.scheduling.slot;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code get_posting_slots} and {@code set_posting_slots}. */
@RegisterForReflection
@Schema(description = "When the queued posts of a channel go out.")
record PostingSlots(
    @Schema(required = true) UUID channelId,
    @Schema(description = "What people know the channel by.", required = true) String channelName,
    @Schema(description = "Give it to set_posting_slots as expected_version.", required = true)
        int version,
    @Schema(
            description = "The workspace's IANA time zone, which the slots are in.",
            required = true)
        String timeZone,
    @Schema(description = "From Monday to Sunday.", required = true) List<SlotInput> slots,
    @Schema(description = "The next slots that are free; at most 10.", required = true)
        List<SlotTime> nextFree) {}
