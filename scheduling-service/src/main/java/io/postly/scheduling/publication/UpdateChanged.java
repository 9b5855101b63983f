package io.postly.scheduling.publication;

import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The event {@code io.postly.update.changed.v1}. Fired in process too, in the transaction that
 * takes the step.
 *
 * @param revision the one that the post is to say
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
        update.requester(),
        update.changedAt);
  }
}
