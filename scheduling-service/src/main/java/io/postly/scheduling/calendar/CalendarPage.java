package io.postly.scheduling.calendar;

import io.postly.scheduling.publication.PublicationView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code get_calendar}. */
@RegisterForReflection
@Schema(name = "Calendar", description = "What goes out, or went out, in a range of time.")
record CalendarPage(
    @Schema(description = "The beginning of the range, in UTC.", required = true) Instant from,
    @Schema(description = "The end of the range, itself not included.", required = true) Instant to,
    @Schema(description = "The workspace's IANA time zone.", required = true) String timeZone,
    @Schema(description = "By due time.", required = true) List<PublicationView> publications,
    @Schema(
            description = "Whether there are more than are shown: ask for a shorter range.",
            required = true)
        boolean truncated) {}
