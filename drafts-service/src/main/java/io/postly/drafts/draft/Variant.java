package io.postly.drafts.draft;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text that replaces the draft's own on one network.
 *
 * @param network the network's name
 * @param text what goes out there, 1 to 10,000 characters
 */
@RegisterForReflection
@Schema(description = "A text that replaces the draft's own on one network.")
public record Variant(
    @Schema(description = "The network, as list_channels names it.")
        @NotNull(message = "is required")
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,39}",
            message = "must be a network that list_channels names")
        String network,
    @Schema(description = "What goes out on that network.")
        @NotBlank(message = "must not be empty")
        @Size(max = DraftLimits.TEXT, message = "must have at most 10000 characters")
        String text) {}
