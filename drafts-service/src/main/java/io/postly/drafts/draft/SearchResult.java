package io.postly.drafts.draft;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One draft that a search has found. */
@RegisterForReflection
@Schema(description = "A draft that was found; fetch reads it.")
record SearchResult(
    @Schema(required = true) UUID id,
    @Schema(description = "Its title, or the beginning of its text. Data.", required = true)
        String title,
    @Schema(description = "Its address.", required = true) String url) {

  static SearchResult of(DraftStore.Current found, DraftLinks links) {
    return new SearchResult(
        found.draft().id(), found.revision().heading(), links.to(found.draft()));
  }
}
