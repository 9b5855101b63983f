package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NetworkWords;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.ProcessingWait;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.picture.PictureAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes what can be published (developers.facebook.com, "Threads Posts"). Pictures Threads fetches
 * itself: each is named by its address, and waited for until Threads is done with it. Nobody sees
 * any of that, and Threads forgets it after a day.
 */
@ApplicationScoped
class ThreadsContainers {

  private static final String NOT_FETCHED = "picture_not_fetched";
  private static final String REFUSED = "picture_refused";

  private final ThreadsApi api;
  private final PictureAddresses addresses;
  private final Clock clock;

  ThreadsContainers(ThreadsApi api, PictureAddresses addresses, Clock clock) {
    this.api = api;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** What Threads calls that which {@link ThreadsApi#publish} can publish at once. */
  String make(ThreadsCredentials account, Post post, Instant sendBefore)
      throws NotUploadedException {
    List<Picture> pictures = post.pictures();
    if (pictures.isEmpty()) {
      return made(api.make(account, text("TEXT", post), sendBefore), this::refusal);
    }
    String container =
        pictures.size() == 1
            ? fetched(account, text("IMAGE", post), pictures.getFirst(), sendBefore)
            : album(account, post, items(account, pictures, sendBefore), sendBefore);
    awaitFinished(account, container, sendBefore);
    return container;
  }

  private static Form text(String mediaType, Post post) {
    return new Form().with("media_type", mediaType).with("text", post.text());
  }

  private String fetched(ThreadsCredentials account, Form form, Picture picture, Instant sendBefore)
      throws NotUploadedException {
    form.with("image_url", addresses.of(picture, sendBefore));
    picture.altText().ifPresent(altText -> form.with("alt_text", altText));
    return made(api.make(account, form, sendBefore), this::pictureRefusal);
  }

  private String album(
      ThreadsCredentials account, Post post, List<String> items, Instant sendBefore)
      throws NotUploadedException {
    Form album = text("CAROUSEL", post).with("children", String.join(",", items));
    return made(api.make(account, album, sendBefore), this::refusal);
  }

  /** Threads fetches them all at the same time. */
  private List<String> items(ThreadsCredentials account, List<Picture> pictures, Instant sendBefore)
      throws NotUploadedException {
    List<String> items = new ArrayList<>();
    for (Picture picture : pictures) {
      Form item = new Form().with("media_type", "IMAGE").with("is_carousel_item", "true");
      items.add(fetched(account, item, picture, sendBefore));
    }
    for (String item : items) {
      awaitFinished(account, item, sendBefore);
    }
    return items;
  }

  private String made(HttpAnswer answer, Function<HttpAnswer.Answered, NotDelivered> refusal)
      throws NotUploadedException {
    return ThreadsPublishing.id(api.json(HttpVerdict.ofUpload(answer, refusal)))
        .orElseThrow(() -> NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE));
  }

  /**
   * Threads advises to look once a minute, whatever was made. A picture takes it seconds, and each
   * of a post has no longer than the time to send that.
   */
  private void awaitFinished(ThreadsCredentials account, String container, Instant sendBefore)
      throws NotUploadedException {
    ProcessingWait.until(
        () -> isFinished(api.status(account, container, sendBefore)), clock, sendBefore);
  }

  /** A look that Threads has not answered is followed by another one. */
  private boolean isFinished(HttpAnswer look) throws NotUploadedException {
    boolean isUnanswered =
        switch (look) {
          case HttpAnswer.Answered answered -> answered.status() / 100 == 5;
          case HttpAnswer.NoAnswer _ -> true;
          case HttpAnswer.NotSent _ -> false;
        };
    return !isUnanswered && isFinished(status(look));
  }

  /** What Threads does not tell of a container says nothing of the post. */
  private JsonNode status(HttpAnswer look) throws NotUploadedException {
    try {
      return api.json(HttpVerdict.ofUpload(look, this::refusal));
    } catch (NotUploadedException e) {
      throw e.outcome().cause() == Delivery.Cause.POST
          ? new NotUploadedException(
              NotDelivered.forNow(e.outcome().reason()).saying(e.outcome().said()))
          : e;
    }
  }

  private static boolean isFinished(JsonNode container) throws NotUploadedException {
    return switch (container.path("status").asText()) {
      case "FINISHED" -> true;
      case "IN_PROGRESS" -> false;
      case "ERROR" -> throw new NotUploadedException(failure(container));
      case "EXPIRED" -> throw NotUploadedException.forNow("container_expired");
      default -> throw NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE);
    };
  }

  /**
   * What Threads does not name may be that it could not fetch, which says nothing of the channel.
   */
  private static NotDelivered failure(JsonNode container) {
    JsonNode message = container.path("error_message");
    NotDelivered failure =
        message.asText().startsWith("INVALID_")
            ? NotDelivered.ofPost(REFUSED)
            : NotDelivered.ofPostly(NOT_FETCHED);
    return failure.saying(NetworkWords.of(message));
  }

  private NotDelivered refusal(HttpAnswer.Answered answer) {
    if (answer.status() / 100 != 4) {
      return NotDelivered.forNow(HttpVerdict.reason(answer), answer.retryAfter());
    }
    return ThreadsError.of(api.json(answer)).verdict(answer);
  }

  /** What Threads gives no known reason for may be that it could not fetch the picture. */
  private NotDelivered pictureRefusal(HttpAnswer.Answered answer) {
    NotDelivered refusal = refusal(answer);
    if (refusal.cause() != Delivery.Cause.POST) {
      return refusal;
    }
    NotDelivered failure =
        ThreadsError.of(api.json(answer)).isOfThePicture()
            ? NotDelivered.ofPost(REFUSED)
            : NotDelivered.ofPostly(NOT_FETCHED);
    return failure.saying(refusal.said());
  }
}
