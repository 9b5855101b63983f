package io.postly.drafts.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of a workspace's pictures, the last added first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Pictures, the last added first.")
record MediaPage(
    @Schema(required = true) List<MediaAnswer> media,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
