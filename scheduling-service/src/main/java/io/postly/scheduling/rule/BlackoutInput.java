package io.postly.scheduling.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One blackout window, as it is given, shown and stored. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Blackout",
    description =
        "A time in which nothing goes out, local to the workspace's time zone: every week from from_day and from_time until"
            + " to_day and to_time, or from first_date to last_date.")
record BlackoutInput(
    @Schema(description = "Why, for the people whose posts are refused.", required = true)
        @NotBlank(message = "is required")
        @Size(max = 280, message = "must have at most 280 characters")
        String reason,
    @Schema(description = "A day of the week in English, lower case.", examples = "friday")
        String fromDay,
    @Schema(description = "Hours and minutes.", examples = "18:00") String fromTime,
    @Schema(description = "A day of the week in English, lower case.", examples = "monday")
        String toDay,
    @Schema(description = "Hours and minutes; not included.", examples = "08:00") String toTime,
    @Schema(description = "The first whole day.", examples = "2027-12-24") String firstDate,
    @Schema(description = "The last whole day.", examples = "2027-12-26") String lastDate) {}
