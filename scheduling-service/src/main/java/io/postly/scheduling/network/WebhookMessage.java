package io.postly.scheduling.network;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** The body of a webhook, in the form that Standard Webhooks recommends. */
@RegisterForReflection
@JsonPropertyOrder({"type", "timestamp", "data"})
record WebhookMessage(String type, String timestamp, Data data) {

  static final String PUBLISHED = "post.published";

  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"publication_id", "workspace", "draft_id", "revision", "channel_id", "text"})
  record Data(
      UUID publicationId,
      String workspace,
      UUID draftId,
      int revision,
      UUID channelId,
      String text) {

    static Data of(Post post) {
      return new Data(
          post.publicationId(),
          post.workspace(),
          post.draftId(),
          post.revision(),
          post.channelId(),
          post.text());
    }
  }
}
