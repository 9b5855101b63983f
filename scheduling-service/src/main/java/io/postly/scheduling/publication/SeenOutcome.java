package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code settle_post}. */
@RegisterForReflection
record SeenOutcome(
    @Schema(
            description = "What a person has seen on the network: published or not_published.",
            type = SchemaType.STRING,
            enumeration = {"published", "not_published"},
            required = true)
        @NotNull(message = "is required")
        @Pattern(regexp = "published|not_published", message = "must be published or not_published")
        String outcome,
    @Schema(description = "Where the post can be seen, if it was published.")
        @Size(max = 2000, message = "must have at most 2000 characters")
        String url) {

  boolean isPublished() {
    return outcome.equals("published");
  }
}
