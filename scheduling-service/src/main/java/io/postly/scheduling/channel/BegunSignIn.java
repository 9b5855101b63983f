package io.postly.scheduling.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to {@code begin_channel_sign_in}. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record BegunSignIn(
    @Schema(
            description =
                "Where the person signs in at the network, in a browser in which they are signed in"
                    + " to the console. It is shown this once.")
        String signInUrl,
    @Schema(description = "The network.", required = true) String network,
    @Schema(description = "Until when the person may come back.", required = true)
        Instant expiresAt) {}
