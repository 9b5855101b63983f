package io.postly.scheduling.publication;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one call has planned to go out again and again, as its answer tells. */
@RegisterForReflection
@Schema(name = "Series", description = "The same post again and again.")
record Series(
    @Schema(description = "As its posts name it, in get_calendar too.", required = true) UUID id,
    @Schema(description = "On all dates and channels together.", required = true) int posts,
    @Schema(description = "Whose local time repeats.", required = true) String timeZone,
    @Schema(description = "When they go out, in that time zone.", required = true)
        List<String> dueAtLocal) {}
