package io.postly.action.confirmation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A person's decision.
 *
 * @param contentHash what the person was shown
 */
@RegisterForReflection
@Schema(description = "The decision on a confirmation.")
public record ConfirmationDecision(
    @Schema(description = "The content_hash of what the person was shown.", required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = 200, message = "must have at most 200 characters")
        String contentHash) {}
