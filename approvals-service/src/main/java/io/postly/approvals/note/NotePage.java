package io.postly.approvals.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of the notes on a review, the last written first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ReviewNotePage", description = "Notes on a review, the last written first.")
record NotePage(
    @Schema(required = true) List<NoteAnswer> notes,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
