package io.postly.drafts.draft;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to change of a draft; a field that is absent stays as it is.
 *
 * @param expectedRevision the revision that the change was made from
 * @param title the new title; empty removes it
 * @param text the new text
 * @param channelIds the new list of channels
 * @param variants the new list of variants
 * @param labels the new list of labels
 * @param media the new list of pictures
 * @param thread the new list of parts that follow the text
 */
@RegisterForReflection
@Schema(description = "What to change; a field that is absent stays as it is.")
public record DraftUpdate(
    @Schema(description = "The revision that you read; refused if it has changed.", required = true)
        @NotNull(message = "is required")
        @Min(value = 1, message = "must be at least 1")
        Integer expectedRevision,
    @Schema(description = "Empty removes it.")
        @Size(max = DraftLimits.TITLE, message = "must have at most 120 characters")
        String title,
    @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*", message = "must not be empty")
        @Size(max = DraftLimits.TEXT, message = "must have at most 10000 characters")
        String text,
    @Size(max = DraftLimits.CHANNELS, message = "must have at most 20 items")
        List<@NotNull(message = "must be an identifier") UUID> channelIds,
    @Size(max = DraftLimits.VARIANTS, message = "must have at most 20 items")
        List<@Valid @NotNull(message = "must be an object") Variant> variants,
    @Size(max = DraftLimits.LABELS, message = "must have at most 20 items")
        List<
                @NotBlank(message = "must not be empty")
                @Size(max = DraftLimits.LABEL, message = "must have at most 40 characters") String>
            labels,
    @Size(max = DraftLimits.MEDIA, message = "must have at most 4 items")
        List<@Valid @NotNull(message = "must be an object") MediaReference> media,
    @Size(max = DraftLimits.THREAD, message = "must have at most 24 items")
        List<@Valid @NotNull(message = "must be an object") ThreadPart> thread) {

  Content appliedTo(Content current) {
    return new Content(
        title == null ? current.title() : Content.titleOf(title),
        text == null ? current.text() : text,
        channelIds == null ? current.channelIds() : List.copyOf(channelIds),
        variants == null ? current.variants() : List.copyOf(variants),
        labels == null ? current.labels() : List.copyOf(labels),
        media == null ? current.media() : List.copyOf(media),
        thread == null ? current.thread() : List.copyOf(thread));
  }
}
