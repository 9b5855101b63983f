package io.postly.drafts.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A picture of a draft.
 *
 * @param mediaId as list_media names it
 * @param altText what it shows, for those who do not see it; null for a picture without
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    description =
        "A picture of add_media or list_media, and what it shows for people who do not see it.")
public record MediaReference(
    @Schema(required = true) @NotNull(message = "is required") UUID mediaId,
    @Size(max = DraftLimits.ALT_TEXT, message = "must have at most 1500 characters")
        String altText) {

  /** An empty alt text is none. */
  public MediaReference {
    altText = altText == null || altText.isBlank() ? null : altText;
  }
}
