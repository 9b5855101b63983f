package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.HttpVerdict;
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
      return made(account, text("TEXT", post), sendBefore);
    }
    String container =
        pictures.size() == 1
            ? made(
                account,
                withPicture(text("IMAGE", post), pictures.getFirst(), sendBefore),
                sendBefore)
            : made(
                account,
                text("CAROUSEL", post)
                    .with("children", String.join(",", items(account, pictures, sendBefore))),
                sendBefore);
    awaitFinished(account, container, sendBefore);
    return container;
  }

  private static Form text(String mediaType, Post post) {
    return new Form().with("media_type", mediaType).with("text", post.text());
  }

  private Form withPicture(Form form, Picture picture, Instant sendBefore) {
    form.with("image_url", addresses.of(picture, sendBefore));
    picture.altText().ifPresent(altText -> form.with("alt_text", altText));
    return form;
  }

  /** Threads fetches them all at the same time. */
  private List<String> items(ThreadsCredentials account, List<Picture> pictures, Instant sendBefore)
      throws NotUploadedException {
    List<String> items = new ArrayList<>();
    for (Picture picture : pictures) {
      Form item = new Form().with("media_type", "IMAGE").with("is_carousel_item", "true");
      try {
        items.add(made(account, withPicture(item, picture, sendBefore), sendBefore));
      } catch (NotUploadedException e) {
        throw ofPicture(e);
      }
    }
    for (String item : items) {
      awaitFinished(account, item, sendBefore);
    }
    return items;
  }

  /** There is nothing else in the request that Threads could have refused. */
  private static NotUploadedException ofPicture(NotUploadedException refused) {
    return refused.outcome().cause() == Delivery.Cause.POST
        ? new NotUploadedException(NotDelivered.ofPost(REFUSED))
        : refused;
  }

  private String made(ThreadsCredentials account, Form wanted, Instant sendBefore)
      throws NotUploadedException {
    return ThreadsPublishing.id(accepted(api.make(account, wanted, sendBefore)))
        .orElseThrow(() -> NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE));
  }

  private void awaitFinished(ThreadsCredentials account, String container, Instant sendBefore)
      throws NotUploadedException {
    ProcessingWait.until(
        () -> isFinished(status(account, container, sendBefore)), clock, sendBefore);
  }

  /** What Threads does not tell of a container says nothing of the post. */
  private JsonNode status(ThreadsCredentials account, String container, Instant sendBefore)
      throws NotUploadedException {
    try {
      return accepted(api.made(account, container, sendBefore));
    } catch (NotUploadedException e) {
      throw e.outcome().cause() == Delivery.Cause.POST
          ? NotUploadedException.forNow(e.outcome().reason())
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
    return container.path("error_message").asText().startsWith("INVALID_")
        ? NotDelivered.ofPost(REFUSED)
        : NotDelivered.ofPostly(NOT_FETCHED);
  }

  private JsonNode accepted(HttpAnswer answer) throws NotUploadedException {
    return api.json(HttpVerdict.ofUpload(answer, this::refusal));
  }

  private NotDelivered refusal(HttpAnswer.Answered answer) {
    if (answer.status() / 100 != 4) {
      return NotDelivered.forNow(HttpVerdict.reason(answer), answer.retryAfter());
    }
    ThreadsError error = ThreadsError.of(api.json(answer));
    return error.isOfFetching() ? NotDelivered.ofPostly(NOT_FETCHED) : error.verdict(answer);
  }
}
