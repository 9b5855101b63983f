package io.postly.scheduling.removal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A removal as answers show it. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
    name = "Removal",
    description = "What became of the wish that a published post be deleted from its network.")
public record RemovalView(
    @Schema(
            description =
                "requested (the network is being asked), removed (it does not stand there any more) or refused.",
            required = true)
        String state,
    @Schema(description = "Why the network did not delete it, if it did not.") String reason,
    @Schema(required = true) Person requestedBy,
    @Schema(required = true) Instant requestedAt,
    @Schema(description = "Since when it is in that state.", required = true) Instant changedAt) {

  /** A removal as it is now. */
  public static RemovalView of(PostRemoval removal) {
    return new RemovalView(
        removal.state.label(),
        removal.reason,
        removal.requester(),
        removal.requestedAt,
        removal.changedAt);
  }
}
