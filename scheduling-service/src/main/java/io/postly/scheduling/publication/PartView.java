package io.postly.scheduling.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a published post's thread as answers show it.
 *
 * @param part its number, of which the post has the first
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Part", description = "A part of a post's thread.")
public record PartView(
    @Schema(description = "Its number; the post itself is 1.", required = true) int part,
    @Schema(description = "planned, sending, published, failed or unconfirmed.", required = true)
        String state,
    String reason,
    Instant retryAt,
    Instant publishedAt,
    String url,
    String nextStep) {

  static PartView of(PublicationPart part) {
    return new PartView(
        part.number,
        part.state.label(),
        part.reason,
        part.state == PartState.PLANNED ? part.retryAt : null,
        part.publishedAt,
        part.url,
        nextStep(part));
  }

  private static String nextStep(PublicationPart part) {
    return switch (part.state) {
      case FAILED ->
          "The rest waits. Once what stood in its way is mended, settle_post with part %d, outcome"
                  .formatted(part.number)
              + " not_published and send_again sends it and the rest.";
      case UNCONFIRMED ->
          "The rest waits until it is known. Where Postly cannot read the network, a person looks"
              + " there and calls settle_post with part %d.".formatted(part.number);
      case PLANNED, SENDING, PUBLISHED -> null;
    };
  }
}
