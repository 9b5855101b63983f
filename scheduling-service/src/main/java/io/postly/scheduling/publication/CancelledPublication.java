package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code cancel_post}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record CancelledPublication(
    @Schema(description = "The publication, cancelled.", required = true)
        PublicationView publication,
    @Schema(
            description =
                "With rest_of_series only: how many posts are cancelled by this call, that one"
                    + " included.")
        Integer cancelledOfSeries) {}
