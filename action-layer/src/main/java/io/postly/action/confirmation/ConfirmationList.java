package io.postly.action.confirmation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code list_confirmations}. */
@RegisterForReflection
record ConfirmationList(
    @Schema(description = "The last requested first, at most 100.", required = true)
        List<ConfirmationAnswer> confirmations) {}
