package io.postly.drafts.media;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a picture is to be fetched from.
 *
 * @param url a public https address
 */
@RegisterForReflection
@Schema(description = "Where to fetch the picture from.")
record NewMedia(
    @Schema(
            description =
                "The address of the picture itself, not of a page that shows it; without"
                    + " redirects.",
            required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = 2000, message = "must have at most 2000 characters")
        String url) {}
