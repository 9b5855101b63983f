package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The event {@code io.postly.update.changed.v1}. Fired in process too, in the transaction that
 * takes the step.
 *
 * @param revision the one that the post is to say
 * @param networkSaid for those who tell people in this process; no event has it, since none that
 *     reads one shows it
 */
@RegisterForReflection
public record UpdateChanged(
    UUID publicationId,
    UUID draftId,
    String workspace,
    UUID channelId,
    String network,
    int revision,
    String state,
    String reason,
    @JsonIgnore String networkSaid,
    Person requestedBy,
    Instant at) {

  static final String TYPE = "io.postly.update.changed.v1";
  static final String TOPIC = "postly.publications";

  static UpdateChanged of(PostUpdate update) {
    return new UpdateChanged(
        update.publicationId,
        update.draftId,
        update.workspace,
        update.channelId,
        update.network,
        update.revision,
        update.state.label(),
        update.reason,
        update.networkSaid,
        update.requester(),
        update.changedAt);
  }
}
