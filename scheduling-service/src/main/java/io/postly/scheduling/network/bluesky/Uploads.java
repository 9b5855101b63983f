package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery.NotDelivered;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NotUploadedException;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.PictureFiles;
import io.postly.scheduling.network.http.Content;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Uploads pictures to an account's server ({@code com.atproto.repo.uploadBlob}), which deletes what
 * no record refers to before long.
 */
@ApplicationScoped
class Uploads {

  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final int WRONG_TYPE = 415;

  private final AccountCalls calls;
  private final Xrpc xrpc;
  private final PictureFiles files;

  Uploads(AccountCalls calls, Xrpc xrpc, PictureFiles files) {
    this.calls = calls;
    this.xrpc = xrpc;
    this.files = files;
  }

  /** How a record refers to each of the pictures. */
  List<JsonNode> upload(BlueskyCredentials account, List<Picture> pictures, Instant sendBefore)
      throws NotUploadedException {
    List<JsonNode> blobs = new ArrayList<>();
    for (Picture picture : pictures) {
      blobs.add(upload(account, picture, sendBefore));
    }
    return blobs;
  }

  private JsonNode upload(BlueskyCredentials account, Picture picture, Instant sendBefore)
      throws NotUploadedException {
    XrpcRequest request =
        XrpcRequest.upload(
            "com.atproto.repo.uploadBlob", new Content(picture.type(), files.read(picture)));
    return switch (calls.call(account, request, sendBefore)) {
      case CallOutcome.Called called -> blob(called.answer());
      case CallOutcome.NotCalled notCalled -> throw new NotUploadedException(notCalled.cause());
    };
  }

  private JsonNode blob(HttpAnswer answer) throws NotUploadedException {
    return xrpc.object(HttpVerdict.ofUpload(answer, this::refused))
        .map(object -> object.path("blob"))
        .filter(JsonNode::isObject)
        .orElseThrow(() -> NotUploadedException.forNow("unexpected_answer"));
  }

  private NotDelivered refused(HttpAnswer.Answered answer) {
    Optional<XrpcError> error = xrpc.error(answer);
    return refusal(answer, error).saying(error.flatMap(XrpcError::words));
  }

  private NotDelivered refusal(HttpAnswer.Answered answer, Optional<XrpcError> error) {
    Optional<String> trouble = error.flatMap(XrpcError::accountTrouble);
    if (trouble.isPresent()) {
      return NotDelivered.ofAccount(trouble.get());
    }
    boolean isOfPicture =
        switch (answer.status()) {
          case BAD_REQUEST -> error.filter(named -> !named.isOfSession()).isPresent();
          case TOO_LARGE, WRONG_TYPE -> true;
          default -> false;
        };
    return isOfPicture
        ? NotDelivered.ofPost("picture_refused")
        : NotDelivered.forNow(HttpVerdict.reason(answer), xrpc.retryAfter(answer));
  }
}
