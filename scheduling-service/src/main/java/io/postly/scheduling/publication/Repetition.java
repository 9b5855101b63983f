package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a post is to go out again and again, as a person gives it. */
@RegisterForReflection
@Schema(name = "Repetition", description = "How a post goes out again and again.")
record Repetition(
    @Schema(
            description = "A month without the day of publish_at has the post on its last day.",
            enumeration = {"day", "week", "month"},
            required = true)
        @NotBlank(message = "is required")
        String every,
    @Schema(description = "2 for every other day, week or month; 1 if left out.")
        @Min(value = 1, message = "must be at least 1")
        @Max(value = 366, message = "must be at most 366")
        Integer interval,
    @Schema(
            description =
                "Of each week, such as monday; publish_at must be on one of them. Its own day if"
                    + " left out.")
        @Size(min = 1, max = 7, message = "must have 1 to 7 items, or be left out")
        List<@NotNull(message = "must be a day of the week") String> weekdays,
    @Schema(description = "How many dates, that of publish_at included.")
        @Min(value = 2, message = "must be at least 2")
        @Max(value = 52, message = "must be at most 52")
        Integer times,
    @Schema(description = "The last day on which it may go out.", examples = "2027-06-30")
        String until) {}
