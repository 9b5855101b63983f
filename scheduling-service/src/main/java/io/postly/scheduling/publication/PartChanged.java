package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * The event {@code io.postly.part.changed.v1}.
 *
 * @param part its number in the thread, of which the publication is the first
 * @param networkSaid for those who tell people in this process; no event has it, since none that
 *     reads one shows it
 */
@RegisterForReflection
public record PartChanged(
    UUID publicationId,
    int part,
    UUID draftId,
    String workspace,
    UUID channelId,
    String network,
    String state,
    String previousState,
    Instant retryAt,
    Instant publishedAt,
    String url,
    String reason,
    @JsonIgnore String networkSaid,
    Instant at) {

  static final String TYPE = "io.postly.part.changed.v1";
  static final String TOPIC = "postly.publications";

  private static final Set<String> ENDED_BY_A_PERSON =
      Set.of(
          Deleting.POST_DELETED,
          Replanning.CONTENT_CHANGED,
          Replanning.DRAFT_ARCHIVED,
          WaitingPosts.CHANNEL_DISCONNECTED);

  /** Whether it is not sent because a person has its post deleted. */
  public boolean endsWithItsPost() {
    return Deleting.POST_DELETED.equals(reason);
  }

  /** Whether it is not sent because of what a person has done; its network has no part in it. */
  boolean isEndedByAPerson() {
    return reason != null && ENDED_BY_A_PERSON.contains(reason);
  }

  static PartChanged of(PublicationPart part, PartState previous) {
    return new PartChanged(
        part.publicationId,
        part.number,
        part.draftId,
        part.workspace,
        part.channelId,
        part.network,
        part.state.label(),
        previous == null ? null : previous.label(),
        part.state == PartState.PLANNED ? part.retryAt : null,
        part.publishedAt,
        part.url,
        part.reason,
        part.networkSaid,
        part.changedAt);
  }
}
