package io.postly.action.confirmation;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.problem.ConfirmationOffer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A confirmation as the person sees it. */
@RegisterForReflection
@Schema(
    name = "Confirmation",
    description = "What an assistant wants to do, for a person to confirm.")
record ConfirmationAnswer(
    @Schema(description = "Give this as confirmation_id.", required = true) String id,
    @Schema(description = "The name of the action that would be performed.", required = true)
        String actionName,
    @Schema(required = true) String title,
    @Schema(description = "open, given, used, declined or expired.", required = true) String state,
    @Schema(description = "What would be done.", required = true) String summary,
    @Schema(description = "What would go out, on each channel.", required = true)
        List<ConfirmationOffer.Content> content,
    @Schema(description = "The fingerprint of what would go out.", required = true)
        String contentHash,
    @Schema(
            description = "What the call would answer.",
            required = true,
            type = SchemaType.OBJECT,
            implementation = Object.class)
        JsonNode preview,
    @Schema(description = "The client through which the assistant acts.", required = true)
        String client,
    @Schema(required = true) Instant requestedAt,
    @Schema(required = true) Instant expiresAt) {}
