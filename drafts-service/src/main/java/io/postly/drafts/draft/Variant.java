package io.postly.drafts.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A text, and pictures and a thread if need be, that replace the draft's own on one network.
 *
 * @param network the network's name
 * @param text what goes out there, 1 to 10,000 characters
 * @param media the pictures that go out there, none for an empty list; null for the draft's own
 * @param thread what follows the text there, nothing for an empty list; null for the draft's own
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A text that replaces the draft's own on one network.")
public record Variant(
    @Schema(description = "The network, as list_channels names it.")
        @NotNull(message = "is required")
        @Pattern(
            regexp = "[a-z][a-z0-9_]{0,39}",
            message = "must be a network that list_channels names")
        String network,
    @NotBlank(message = "must not be empty")
        @Size(max = DraftLimits.TEXT, message = "must have at most 10000 characters")
        String text,
    @Schema(description = "Pictures in place of the draft's own; an empty list for none.")
        @Size(max = DraftLimits.MEDIA, message = "must have at most 4 items")
        List<@Valid @NotNull(message = "must be an object") MediaReference> media,
    @Schema(description = "Likewise the thread.")
        @Size(max = DraftLimits.THREAD, message = "must have at most 24 items")
        List<@Valid @NotNull(message = "must be an object") ThreadPart> thread) {}
