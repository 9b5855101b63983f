package io.postly.scheduling.removal;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The event {@code io.postly.removal.changed.v1}. Fired in process too, in the transaction that
 * takes the step.
 */
@RegisterForReflection
public record RemovalChanged(
    UUID publicationId,
    UUID draftId,
    String workspace,
    UUID channelId,
    String network,
    String state,
    String reason,
    Person requestedBy,
    Instant at) {

  static final String TYPE = "io.postly.removal.changed.v1";
  static final String TOPIC = "postly.publications";

  static RemovalChanged of(PostRemoval removal) {
    return new RemovalChanged(
        removal.publicationId,
        removal.draftId,
        removal.workspace,
        removal.channelId,
        removal.network,
        removal.state.label(),
        removal.reason,
        removal.requester(),
        removal.changedAt);
  }
}
