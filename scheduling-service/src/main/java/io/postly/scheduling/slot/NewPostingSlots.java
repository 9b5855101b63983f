package io.postly.scheduling.slot;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code set_posting_slots}. */
@RegisterForReflection
record NewPostingSlots(
    @Schema(
            description = "The version that get_posting_slots shows; 0 if none were ever set.",
            required = true)
        @NotNull(message = "is required")
        @Min(value = 0, message = "must be at least 0")
        Integer expectedVersion,
    @Schema(description = "All the slots that the channel is to have.", required = true)
        @NotNull(message = "is required")
        @Size(max = 168, message = "must have at most 168 items")
        List<@Valid @NotNull(message = "must be a slot") SlotInput> slots) {}
