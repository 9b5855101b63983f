package io.postly.scheduling.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/**
 * The body of a notification, in the form that Standard Webhooks recommends: what has happened and
 * where to read more, never the text of a post or a note; of a network at most a sentence.
 */
@RegisterForReflection
@JsonPropertyOrder({"type", "timestamp", "data"})
record NotificationMessage(String type, String timestamp, Data data) {

  /**
   * What the message is about.
   *
   * @param part of the publication's thread, of which the publication is the first; null for that
   * @param state the review's, the publication's, or that of its removal or update
   * @param channel what people know the channel by
   * @param url where the post can be seen
   * @param reason why it is in its state, a stable code
   * @param networkSaid what the network said of what it refused: a stranger's words
   * @param decidedBy the name of the person who decided
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({
    "workspace",
    "draft_id",
    "review_id",
    "publication_id",
    "part",
    "state",
    "revision",
    "channel_id",
    "channel",
    "network",
    "url",
    "reason",
    "network_said",
    "decided_by"
  })
  record Data(
      String workspace,
      UUID draftId,
      UUID reviewId,
      UUID publicationId,
      Integer part,
      String state,
      Integer revision,
      UUID channelId,
      String channel,
      String network,
      String url,
      String reason,
      String networkSaid,
      String decidedBy) {

    /** A message that is about nothing but that it arrives. */
    static Data test(String workspace) {
      return new Data(
          workspace, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
  }
}
