package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code plan_posts}. */
@RegisterForReflection
record NewPlan(
    @Schema(description = "All are planned, or none.", required = true)
        @NotNull(message = "is required")
        @Size(min = 1, max = 100, message = "must have 1 to 100 items")
        List<@Valid @NotNull(message = "must be a post") PlanItem> posts,
    @Schema(
            description =
                "True to see what would come of it without planning anything; the answer's ids lead"
                    + " nowhere.")
        Boolean dryRun) {

  boolean isDryRun() {
    return Boolean.TRUE.equals(dryRun);
  }
}
