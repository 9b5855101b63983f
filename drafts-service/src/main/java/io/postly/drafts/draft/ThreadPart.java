package io.postly.drafts.draft;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a thread: what follows the first text, or the part before.
 *
 * @param text what goes out, 1 to 10,000 characters
 */
@RegisterForReflection
public record ThreadPart(
    @Schema(required = true)
        @NotBlank(message = "must not be empty")
        @Size(max = DraftLimits.TEXT, message = "must have at most 10000 characters")
        String text) {}
