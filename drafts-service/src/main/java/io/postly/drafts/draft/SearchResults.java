package io.postly.drafts.draft;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a search has found. */
@RegisterForReflection
@Schema(description = "What was found, the best fit first.")
record SearchResults(@Schema(required = true) List<SearchResult> results) {}
