package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One post of a plan. */
@RegisterForReflection
@Schema(name = "PlanItem", description = "What is to go out, when and where.")
record PlanItem(
    @Schema(description = "The draft to publish.", required = true)
        @NotNull(message = "is required")
        UUID draftId,
    @Schema(description = "Its current revision, from get_draft.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer expectedRevision,
    @Schema(
            description =
                "As in schedule_post, or the word queue: the next free slot of each channel.",
            required = true)
        @NotBlank(message = "is required")
        String publishAt,
    @Schema(description = "The IANA zone of a publish_at without offset, such as Europe/Rome.")
        String timeZone,
    @Schema(description = "Which of the draft's channels; all if left out.")
        @Size(min = 1, max = 20, message = "must have 1 to 20 items, or be left out")
        List<@NotNull(message = "must be an identifier") UUID> channelIds) {

  private static final String QUEUE = "queue";

  /** Not named as a property: the contract would take it for one. */
  boolean wantsSlot() {
    return publishAt.equals(QUEUE);
  }

  PostMaking.Wanted wanted() {
    return new PostMaking.Wanted(draftId, expectedRevision, channelIds);
  }
}
