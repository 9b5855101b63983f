package io.postly.drafts.draft;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a new draft is made of.
 *
 * @param title what the team calls it; never published
 * @param text what is to go out
 * @param channelIds where it is to go
 * @param variants texts of their own for single networks
 * @param labels what the team files it under; never published
 * @param media the pictures that go out with the text, in their order
 * @param thread the parts that follow the text, in their order
 */
@RegisterForReflection
@Schema(description = "What a new draft is made of.")
public record NewDraft(
    @Schema(description = "For the team; never published.")
        @Size(max = DraftLimits.TITLE, message = "must have at most 120 characters")
        String title,
    @Schema(description = "The text to publish.", required = true)
        @NotBlank(message = "is required and must not be empty")
        @Size(max = DraftLimits.TEXT, message = "must have at most 10000 characters")
        String text,
    @Schema(description = "Where to publish, from list_channels. Needed before approval.")
        @Size(max = DraftLimits.CHANNELS, message = "must have at most 20 items")
        List<@NotNull(message = "must be an identifier") UUID> channelIds,
    @Schema(description = "What replaces the draft's own on single networks.")
        @Size(max = DraftLimits.VARIANTS, message = "must have at most 20 items")
        List<@Valid @NotNull(message = "must be an object") Variant> variants,
    @Schema(description = "For filing; never published.")
        @Size(max = DraftLimits.LABELS, message = "must have at most 20 items")
        List<
                @NotBlank(message = "must not be empty")
                @Size(max = DraftLimits.LABEL, message = "must have at most 40 characters") String>
            labels,
    @Schema(description = "Pictures to publish, in order, best with alt texts.")
        @Size(max = DraftLimits.MEDIA, message = "must have at most 4 items")
        List<@Valid @NotNull(message = "must be an object") MediaReference> media,
    @Schema(description = "What follows the text, each in reply to the one before.")
        @Size(max = DraftLimits.THREAD, message = "must have at most 24 items")
        List<@Valid @NotNull(message = "must be an object") ThreadPart> thread) {

  Content content() {
    return new Content(
        Content.titleOf(title),
        text,
        orEmpty(channelIds),
        orEmpty(variants),
        orEmpty(labels),
        orEmpty(media),
        orEmpty(thread));
  }

  private static <T> List<T> orEmpty(List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }
}
