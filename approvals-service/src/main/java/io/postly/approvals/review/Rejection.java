package io.postly.approvals.review;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The decision that content is not to go out.
 *
 * @param expectedRevision the revision that the person judged
 * @param note why not
 */
@RegisterForReflection
@Schema(description = "The decision that content is not to go out.")
public record Rejection(
    @Schema(
            description = "The revision that the person judged, from list_reviews.",
            required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer expectedRevision,
    @Schema(description = "Why it is not to go out.", required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = Submission.LONGEST_NOTE, message = "must have at most 2000 characters")
        String note) {}
