package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code schedule_post}. */
@RegisterForReflection
@Schema(description = "What is to go out, when and where.")
record NewPublication(
    @Schema(description = "The draft to publish.", required = true)
        @NotNull(message = "is required")
        UUID draftId,
    @Schema(description = "Its current revision, from get_draft.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer expectedRevision,
    @Schema(
            description =
                "When to publish: ISO 8601 with an offset (2027-03-01T09:00:00+01:00), or a local"
                    + " time with time_zone. At most 366 days ahead.",
            required = true)
        @NotBlank(message = "is required")
        String publishAt,
    @Schema(description = "The IANA zone of a publish_at without offset, such as Europe/Rome.")
        String timeZone,
    @Schema(description = "Which of the draft's channels; all if left out.")
        @Size(min = 1, max = 20, message = "must have 1 to 20 items, or be left out")
        List<@NotNull(message = "must be an identifier") UUID> channelIds,
    @Schema(
            description =
                "Makes a series: the same post again and again, at the same local time, on at most"
                    + " 52 dates. Give either times or until. Left out for once.")
        @Valid
        Repetition repeat) {}
