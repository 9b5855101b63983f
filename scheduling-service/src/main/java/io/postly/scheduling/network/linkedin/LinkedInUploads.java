package io.postly.scheduling.network.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureFiles;
import io.postly.scheduling.network.ProcessingWait;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Uploads pictures to LinkedIn (learn.microsoft.com, "Images API"): LinkedIn names a place for
 * each, takes its bytes there, and works on them. What no post has, nobody sees.
 */
@ApplicationScoped
class LinkedInUploads {

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_LARGE = 413;
  private static final int WRONG_TYPE = 415;
  private static final int UNPROCESSABLE = 422;
  private static final int UPGRADE_REQUIRED = 426;
  private static final int TOO_MANY_REQUESTS = 429;

  private static final String REFUSED = "picture_refused";

  private static final Pattern URN = Pattern.compile("urn:li:image:[A-Za-z0-9_-]{1,100}");

  private final LinkedInApi api;
  private final PictureFiles files;
  private final Clock clock;

  LinkedInUploads(LinkedInApi api, PictureFiles files, Clock clock) {
    this.api = api;
    this.files = files;
    this.clock = clock;
  }

  /** The pictures as a post names them. */
  List<LinkedInImage> upload(
      LinkedInCredentials account, List<Picture> pictures, Instant sendBefore)
      throws NotUploadedException {
    List<LinkedInImage> images = new ArrayList<>();
    for (Picture picture : pictures) {
      images.add(
          new LinkedInImage(upload(account, files.read(picture), sendBefore), picture.altText()));
    }
    if (!images.isEmpty()) {
      Deque<LinkedInImage> pending = new ArrayDeque<>(images);
      ProcessingWait.until(() -> areDone(account, pending, sendBefore), clock, sendBefore);
    }
    return images;
  }

  private String upload(LinkedInCredentials account, Buffer file, Instant sendBefore)
      throws NotUploadedException {
    JsonNode place =
        api.json(HttpVerdict.ofUpload(api.beginUpload(account, sendBefore), this::refused))
            .path("value");
    String urn = place.path("image").asText();
    HttpAddress address =
        api.uploadAddress(place.path("uploadUrl").asText())
            .filter(_ -> URN.matcher(urn).matches())
            .orElseThrow(() -> NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE));
    requireTaken(api.upload(account, address, file, sendBefore));
    return urn;
  }

  private NotDelivered refused(HttpAnswer.Answered answer) {
    return refusal(answer).saying(LinkedInVerdict.words(api.json(answer)));
  }

  /** A token that may not upload may still post texts: only this post fails. */
  private static NotDelivered refusal(HttpAnswer.Answered answer) {
    return switch (answer.status()) {
      case UNAUTHORIZED -> NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
      case FORBIDDEN -> NotDelivered.ofPost(Delivery.PICTURES_NOT_PERMITTED);
      case REQUEST_TIMEOUT, UPGRADE_REQUIRED, TOO_MANY_REQUESTS -> later(answer);
      default -> answer.status() / 100 == 4 ? NotDelivered.ofPost(REFUSED) : later(answer);
    };
  }

  /** Where LinkedIn itself has said that the bytes go, nothing speaks of the account. */
  private static void requireTaken(HttpAnswer answer) throws NotUploadedException {
    switch (answer) {
      case HttpAnswer.Answered told -> {
        if (!told.isAccepted()) {
          throw new NotUploadedException(refusalOfBytes(told));
        }
      }
      case HttpAnswer.NotSent failure -> throw NotUploadedException.forNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> throw NotUploadedException.forNow(silence.reason());
    }
  }

  /** Any other refusal may be of a place that is good no more: the next attempt has another. */
  private static NotDelivered refusalOfBytes(HttpAnswer.Answered answer) {
    return switch (answer.status()) {
      case BAD_REQUEST, TOO_LARGE, WRONG_TYPE, UNPROCESSABLE -> NotDelivered.ofPost(REFUSED);
      default -> later(answer);
    };
  }

  /** Those that are done do not have to be looked at again. */
  private boolean areDone(
      LinkedInCredentials account, Deque<LinkedInImage> pending, Instant sendBefore)
      throws NotUploadedException {
    while (!pending.isEmpty()) {
      HttpAnswer answer = api.uploaded(account, pending.getFirst().urn(), sendBefore);
      if (answer instanceof HttpAnswer.Answered told && isKeptFromApps(told)) {
        return true;
      }
      if (!isAvailable(answer)) {
        return false;
      }
      pending.removeFirst();
    }
    return true;
  }

  private boolean isAvailable(HttpAnswer answer) throws NotUploadedException {
    String status = api.json(HttpVerdict.ofUpload(answer, this::refused)).path("status").asText();
    if (status.equals("PROCESSING_FAILED")) {
      throw new NotUploadedException(NotDelivered.ofPost(REFUSED));
    }
    return status.equals("AVAILABLE");
  }

  /** LinkedIn does not let every app read a member's pictures; posting them does not need it. */
  private static boolean isKeptFromApps(HttpAnswer.Answered answer) {
    return switch (answer.status()) {
      case UNAUTHORIZED, REQUEST_TIMEOUT, UPGRADE_REQUIRED, TOO_MANY_REQUESTS -> false;
      default -> answer.status() / 100 == 4;
    };
  }

  private static NotDelivered later(HttpAnswer.Answered answer) {
    return NotDelivered.forNow(HttpVerdict.reason(answer), answer.retryAfter());
  }
}
