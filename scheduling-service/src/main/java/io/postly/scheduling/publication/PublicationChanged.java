package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.postly.action.caller.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/**
 * The event {@code io.postly.publication.changed.v1}; in process also the steps that no event tells
 * of.
 *
 * @param seriesId what the posts share that go out again and again by one call; null for a single
 *     one
 * @param approvedLateAt when it was approved, if that was after its time; in process alone
 * @param tellsEngagement of a published post, whether its network will tell how people take it;
 *     else null
 * @param networkSaid for those who tell people in this process; no event has it, since none that
 *     reads one shows it
 */
@RegisterForReflection
public record PublicationChanged(
    UUID publicationId,
    UUID draftId,
    String workspace,
    UUID channelId,
    String network,
    String state,
    String previousState,
    int revision,
    String contentHash,
    Instant dueAt,
    @JsonIgnore Instant approvedLateAt,
    UUID seriesId,
    Instant retryAt,
    Instant publishedAt,
    String url,
    Boolean tellsEngagement,
    String reason,
    @JsonIgnore String networkSaid,
    Person requestedBy,
    String requestedThrough,
    Instant at) {

  static final String TYPE = "io.postly.publication.changed.v1";
  static final String TOPIC = "postly.publications";

  static PublicationChanged of(
      Publication publication, PublicationState previous, Boolean tellsEngagement) {
    return new PublicationChanged(
        publication.id,
        publication.draftId,
        publication.workspace,
        publication.channelId,
        publication.network,
        publication.state.label(),
        previous == null ? null : previous.label(),
        publication.revision,
        publication.contentHash,
        publication.dueAt,
        publication.approvedLateAt,
        publication.seriesId,
        publication.retryAt,
        publication.publishedAt,
        publication.url,
        tellsEngagement,
        publication.reason,
        publication.networkSaid,
        publication.requester(),
        publication.requestedThrough,
        publication.changedAt);
  }

  /** Whether it has come to wait until a person gives it another time. */
  public boolean waitsForAnotherTime() {
    return state.equals(PublicationState.ON_HOLD.label()) && Publication.TIME_PASSED.equals(reason);
  }
}
