package io.postly.analytics.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of the activity log, the latest call first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "Calls, the latest first.")
record ActivityPage(
    @Schema(required = true) List<ActivityAnswer> activities,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
