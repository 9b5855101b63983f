package io.postly.analytics.activity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One call, as callers see it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Activity", description = "One call of one action, however it ended.")
record ActivityAnswer(
    @Schema(required = true) UUID id,
    @Schema(required = true) Instant at,
    @Schema(required = true) String action,
    @Schema(required = true) String service,
    @Schema(required = true) boolean readOnly,
    @Schema(description = "ok, auth, validation, workflow or system.", required = true)
        String outcome,
    @Schema(description = "The error code, if the call was refused or failed.") String code,
    @Schema(
            description = "Whether an earlier answer to the same idempotency key was given again.",
            required = true)
        boolean replayed,
    @Schema(required = true) Person person,
    @Schema(description = "mcp, rest or console.", required = true) String channel,
    @Schema(description = "The client that the person had granted.", required = true) String client,
    String subjectType,
    UUID subjectId,
    UUID draftId,
    @Schema(required = true) long durationMs,
    @Schema(description = "Absent for calls that changed nothing.") ActivityUndo undo,
    @Schema(description = "The call that has taken this one back.") UUID undoneBy) {}
