package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureFiles;
import io.postly.scheduling.network.ProcessingWait;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Uploads pictures to X, waits where X works on one, and gives them their alt texts (docs.x.com,
 * "Media"). X forgets after a day what no post has.
 */
@ApplicationScoped
class XUploads {

  private static final int FORBIDDEN = 403;

  private final XApi api;
  private final PictureFiles files;
  private final Clock clock;

  XUploads(XApi api, PictureFiles files, Clock clock) {
    this.api = api;
    this.files = files;
    this.clock = clock;
  }

  /** What X calls each of the pictures. */
  List<String> upload(XCredentials account, List<Picture> pictures, Instant sendBefore)
      throws NotUploadedException {
    if (!pictures.isEmpty() && !account.uploads()) {
      throw new NotUploadedException(NotDelivered.ofPost(Delivery.PICTURES_NOT_PERMITTED));
    }
    List<String> ids = new ArrayList<>();
    for (Picture picture : pictures) {
      ids.add(upload(account, picture, sendBefore));
    }
    return ids;
  }

  private String upload(XCredentials account, Picture picture, Instant sendBefore)
      throws NotUploadedException {
    JsonNode media =
        media(api.upload(account, picture, files.read(picture), sendBefore), "picture_refused");
    String id =
        XVerdict.id(media)
            .orElseThrow(() -> NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE));
    if (!isDone(media)) {
      ProcessingWait.until(
          () -> isDone(media(api.uploaded(account, id, sendBefore), "picture_refused")),
          clock,
          sendBefore);
    }
    if (picture.altText().isPresent()) {
      media(api.describe(account, id, picture.altText().get(), sendBefore), "alt_text_refused");
    }
    return id;
  }

  /** Where nothing is said of it, X has nothing more to do. */
  private static boolean isDone(JsonNode media) throws NotUploadedException {
    return switch (media.path("processing_info").path("state").asText()) {
      case "pending", "in_progress" -> false;
      case "failed" -> throw new NotUploadedException(NotDelivered.ofPost("picture_refused"));
      default -> true;
    };
  }

  /**
   * What X says of a picture.
   *
   * @param reason of a post that X refuses this of for good
   */
  private JsonNode media(HttpAnswer answer, String reason) throws NotUploadedException {
    HttpAnswer.Answered accepted =
        HttpVerdict.ofUpload(answer, refused -> refusal(refused, reason));
    return api.json(accepted).path("data");
  }

  /** A token that may not upload may still post texts: only this post fails. */
  private NotDelivered refusal(HttpAnswer.Answered answer, String reason) {
    if (answer.status() == FORBIDDEN && !XVerdict.isOfTheAccount(api.json(answer))) {
      return NotDelivered.ofPost(Delivery.PICTURES_NOT_PERMITTED)
          .saying(XVerdict.words(api.json(answer)));
    }
    if (answer.status() / 100 != 4) {
      return NotDelivered.forNow(HttpVerdict.reason(answer), answer.retryAfter());
    }
    NotDelivered refusal = XVerdict.ofRefusal(answer, api.json(answer), clock.instant());
    return refusal.cause() == Delivery.Cause.POST
        ? NotDelivered.ofPost(reason).saying(refusal.said())
        : refusal;
  }
}
