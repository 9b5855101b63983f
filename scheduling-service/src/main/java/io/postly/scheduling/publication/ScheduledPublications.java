package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code schedule_post}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScheduledPublications(
    @Schema(
            description = "One for each channel; of a series those that go out first.",
            required = true)
        List<PublicationView> publications,
    @Schema(description = "With repeat only: all of it.") Series series) {}
