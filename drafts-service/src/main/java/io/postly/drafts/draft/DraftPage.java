package io.postly.drafts.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of a list of drafts, the last changed first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Drafts, the last changed first.")
record DraftPage(
    @Schema(required = true) List<DraftSummary> drafts,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
