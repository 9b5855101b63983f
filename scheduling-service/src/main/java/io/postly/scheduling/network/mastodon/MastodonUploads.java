package io.postly.scheduling.network.mastodon;

import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureFiles;
import io.postly.scheduling.network.ProcessingWait;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Uploads pictures to Mastodon servers, and waits until a server is done with them. The server
 * deletes what no post has.
 */
@ApplicationScoped
class MastodonUploads {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int ACCEPTED = 202;
  private static final int PARTIAL = 206;

  /** It becomes part of a path. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private final MastodonApi api;
  private final PictureFiles files;
  private final Clock clock;

  MastodonUploads(MastodonApi api, PictureFiles files, Clock clock) {
    this.api = api;
    this.files = files;
    this.clock = clock;
  }

  /** What the server calls each of the pictures. */
  List<String> upload(MastodonCredentials account, List<Picture> pictures, Instant sendBefore)
      throws NotUploadedException {
    List<String> ids = new ArrayList<>();
    Deque<String> pending = new ArrayDeque<>();
    for (Picture picture : pictures) {
      HttpAnswer.Answered answer =
          taken(api.upload(account, picture, files.read(picture), sendBefore));
      String id = id(answer);
      ids.add(id);
      if (answer.status() == ACCEPTED) {
        pending.add(id);
      }
    }
    if (!pending.isEmpty()) {
      ProcessingWait.until(() -> areDone(account, pending, sendBefore), clock, sendBefore);
    }
    return ids;
  }

  private String id(HttpAnswer.Answered answer) throws NotUploadedException {
    String id = api.json(answer).path("id").asText();
    if (!ID.matcher(id).matches()) {
      throw NotUploadedException.forNow(Delivery.ANSWER_UNREADABLE);
    }
    return id;
  }

  private boolean areDone(MastodonCredentials account, Deque<String> pending, Instant sendBefore)
      throws NotUploadedException {
    while (!pending.isEmpty()) {
      if (taken(api.uploaded(account, pending.getFirst(), sendBefore)).status() == PARTIAL) {
        return false;
      }
      pending.removeFirst();
    }
    return true;
  }

  private HttpAnswer.Answered taken(HttpAnswer answer) throws NotUploadedException {
    return HttpVerdict.ofUpload(
        answer, refused -> refusal(refused).saying(MastodonVerdict.words(api.json(refused))));
  }

  /** A token that may not upload may still post texts: only this post fails. */
  private static Delivery.NotDelivered refusal(HttpAnswer.Answered answer) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
      case FORBIDDEN -> Delivery.NotDelivered.ofPost(Delivery.PICTURES_NOT_PERMITTED);
      case REQUEST_TIMEOUT, TOO_MANY_REQUESTS ->
          Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      default ->
          answer.status() / 100 == 4
              ? Delivery.NotDelivered.ofPost("picture_refused")
              : Delivery.NotDelivered.forNow(reason, answer.retryAfter());
    };
  }
}
