package io.postly.approvals.review;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A request for approval.
 *
 * @param draftId the draft
 * @param expectedRevision the revision that is to be approved, which must be the newest
 * @param note what the reviewers should know
 */
@RegisterForReflection
@Schema(description = "What is to be approved.")
public record Submission(
    @Schema(description = "From list_drafts.", required = true) @NotNull(message = "is required")
        UUID draftId,
    @Schema(description = "The revision that you read; refused if it has changed.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer expectedRevision,
    @Schema(description = "What the reviewers should know.")
        @Size(max = Submission.LONGEST_NOTE, message = "must have at most 2000 characters")
        String note) {

  static final int LONGEST_NOTE = 2000;
}
