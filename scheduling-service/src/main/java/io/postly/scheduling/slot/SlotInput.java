package io.postly.scheduling.slot;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One weekly slot, as it is given and shown. */
@RegisterForReflection
@Schema(name = "PostingSlot", description = "A weekly time, local to the workspace's time zone.")
record SlotInput(
    @Schema(
            description = "The day of the week, in English and lower case.",
            examples = "monday",
            required = true)
        @NotBlank(message = "is required")
        String day,
    @Schema(description = "Hours and minutes, 00:00 to 23:59.", examples = "09:00", required = true)
        @NotBlank(message = "is required")
        String time) {

  static SlotInput of(PostingSlot slot) {
    return new SlotInput(slot.dayLabel(), slot.timeLabel());
  }
}
