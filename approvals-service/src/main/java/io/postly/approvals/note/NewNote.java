package io.postly.approvals.note;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A remark on what is under review.
 *
 * @param passage what it is on; null for the whole
 * @param text what is remarked, 1 to 2,000 characters
 */
@RegisterForReflection
@Schema(description = "A remark on what is under review.")
public record NewNote(
    @Schema(description = "What the note is on; absent for the whole.") @Valid Passage passage,
    @Schema(description = "What the author should know.", required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = NewNote.LONGEST, message = "must have at most 2000 characters")
        String text) {

  static final int LONGEST = 2000;
}
