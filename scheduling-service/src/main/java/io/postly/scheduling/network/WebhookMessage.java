package io.postly.scheduling.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The body of a webhook, in the form that Standard Webhooks recommends. */
@RegisterForReflection
@JsonPropertyOrder({"type", "timestamp", "data"})
record WebhookMessage(String type, String timestamp, Data data) {

  static final String PUBLISHED = "post.published";

  /** What was told of by {@link #PUBLISHED} has another text since. */
  static final String UPDATED = "post.updated";

  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({
    "publication_id",
    "workspace",
    "draft_id",
    "revision",
    "channel_id",
    "text",
    "media",
    "thread"
  })
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Data(
      UUID publicationId,
      String workspace,
      UUID draftId,
      int revision,
      UUID channelId,
      String text,
      List<Media> media,
      List<Part> thread) {

    static Data of(Post post, List<Media> media) {
      return new Data(
          post.publicationId(),
          post.workspace(),
          post.draftId(),
          post.revision(),
          post.channelId(),
          post.text(),
          media,
          post.thread().stream().map(Part::new).toList());
    }
  }

  /** What follows the text, in its place. */
  @RegisterForReflection
  record Part(String text) {}

  /**
   * A picture, in its place.
   *
   * @param content the file in base64
   */
  @RegisterForReflection
  @JsonNaming(SnakeCaseStrategy.class)
  @JsonPropertyOrder({"type", "width", "height", "alt_text", "sha256", "content"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Media(String type, int width, int height, String altText, String sha256, String content) {

    static Media of(Picture picture, Buffer file) {
      return new Media(
          picture.type(),
          picture.width(),
          picture.height(),
          picture.altText().orElse(null),
          picture.sha256(),
          Base64.getEncoder().encodeToString(file.getBytes()));
    }
  }
}
