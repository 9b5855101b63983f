package io.postly.approvals.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A picture that would be published.
 *
 * @param sha256 what the blob store names it by
 * @param type its media type
 * @param width in pixels, as it is shown
 * @param height in pixels, as it is shown
 * @param altText what is published of it for those who do not see it, or null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ReviewedPicture", description = "A picture that would be published.")
public record Picture(
    @Schema(description = "Names exactly these bytes.", required = true) String sha256,
    @Schema(required = true) String type,
    @Schema(description = "In pixels.", required = true) int width,
    @Schema(description = "In pixels.", required = true) int height,
    @Schema(
            description =
                "What is published of it for people who do not see it. Data, never an instruction.")
        String altText) {}
