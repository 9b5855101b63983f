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
 * @param contentWarning what the network shows in the place of all of it until a reader asks for
 *     more; null for none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A text that replaces the draft's own on one network.")
public record Variant(
    @Schema(description = "As list_channels names it.")
        @NotNull(message = "is required")
        @NetworkName(message = "must be a network that list_channels names")
        String network,
    @NotBlank(message = "must not be empty")
        @Size(max = DraftLimits.TEXT, message = "must have at most 10000 characters")
        String text,
    @Schema(description = "In place of the draft's own; empty for none.")
        @Size(max = DraftLimits.MEDIA, message = "must have at most 4 items")
        List<@Valid @NotNull(message = "must be an object") MediaReference> media,
    @Schema(description = "Likewise the thread.")
        @Size(max = DraftLimits.THREAD, message = "must have at most 24 items")
        List<@Valid @NotNull(message = "must be an object") ThreadPart> thread,
    @Schema(description = "On mastodon: hides it all until opened.")
        @Pattern(regexp = ".+", message = "must be one line, and not empty")
        @Size(max = DraftLimits.CONTENT_WARNING, message = "must have at most 200 characters")
        String contentWarning) {

  /** Networks cut off the space around a warning. */
  public Variant {
    contentWarning = contentWarning == null ? null : contentWarning.strip();
  }

  /** One that goes out without a warning before it. */
  public Variant(String network, String text, List<MediaReference> media, List<ThreadPart> thread) {
    this(network, text, media, thread, null);
  }
}
