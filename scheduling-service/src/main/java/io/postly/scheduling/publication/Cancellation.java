package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The input of {@code cancel_post}. */
@RegisterForReflection
record Cancellation(
    @Schema(description = "Why, for the people who look at the calendar.")
        @Size(max = 280, message = "must have at most 280 characters")
        String reason,
    @Schema(
            description =
                "True to cancel with it every later post of its series, on all channels; only for a"
                    + " post with series_id.")
        Boolean restOfSeries) {

  boolean wantsRest() {
    return Boolean.TRUE.equals(restOfSeries);
  }
}
