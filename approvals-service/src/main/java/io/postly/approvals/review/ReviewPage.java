package io.postly.approvals.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of a list of reviews, the last requested first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Reviews, the last requested first.")
record ReviewPage(
    @Schema(required = true) List<ReviewAnswer> reviews,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
