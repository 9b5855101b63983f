package io.postly.approvals.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One page of the versions of a workspace's policy, the last set first. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "PolicyVersions",
    description = "Versions of a workspace's policy, the last set first.")
record PolicyPage(
    @Schema(required = true) List<PolicyAnswer> versions,
    @Schema(description = "Give this as cursor to get the next page; absent on the last.")
        String nextCursor) {}
