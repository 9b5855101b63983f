package io.postly.drafts.media;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.OutgoingHttp;
import io.postly.action.outgoing.OutgoingRequest;
import io.postly.action.pipeline.ActionConfig;
import io.postly.action.problem.ProblemException;
import io.postly.drafts.DraftsErrorCode;
import io.postly.drafts.picture.PictureRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Fetches pictures from strangers' servers, guarded. That is done while a person waits, within the
 * action's transaction: only a few at a time, so that slow servers keep few connections to the
 * database from others.
 */
@ApplicationScoped
class PictureFetching {

  private static final int AT_THE_SAME_TIME = 4;

  private final OutgoingHttp http;
  private final int largest;
  private final Semaphore places = new Semaphore(AT_THE_SAME_TIME);

  @Inject
  PictureFetching(OutgoingHttp http, ActionConfig config) {
    this(http, Math.toIntExact(config.largestUpload().asLongValue()));
  }

  PictureFetching(OutgoingHttp http, int largest) {
    this.http = http;
    this.largest = largest;
  }

  /**
   * What stands at that address.
   *
   * @throws PictureRefusedException if it is no address that may be reached, or nothing can be had
   *     from it
   * @throws ProblemException {@code fetching_busy}
   */
  byte[] fetch(String url) throws PictureRefusedException {
    HttpAddress address = read(url);
    Optional<String> objection = http.objection(address);
    if (objection.isPresent()) {
      throw new PictureRefusedException(objection.get());
    }
    if (!address.isEncrypted() && !http.allowsPrivateAddresses()) {
      throw new PictureRefusedException("must start with https://");
    }
    if (!places.tryAcquire()) {
      throw ProblemException.of(
          DraftsErrorCode.FETCHING_BUSY,
          AT_THE_SAME_TIME + " pictures are being fetched at this moment.");
    }
    try {
      return content(http.exchange(request(address)));
    } finally {
      places.release();
    }
  }

  private static HttpAddress read(String url) throws PictureRefusedException {
    try {
      return HttpAddress.parse(url);
    } catch (IllegalArgumentException e) {
      throw new PictureRefusedException(e.getMessage());
    }
  }

  private OutgoingRequest request(HttpAddress address) {
    return new OutgoingRequest(
        HttpMethod.GET,
        address,
        Map.of("accept", "image/jpeg, image/png, image/webp", "user-agent", "Postly"),
        Optional.empty(),
        Instant.MAX,
        largest);
  }

  private byte[] content(HttpAnswer answer) throws PictureRefusedException {
    return switch (answer) {
      case HttpAnswer.Answered taken when taken.isAccepted() ->
          taken.body().map(Buffer::getBytes).orElseThrow(this::notWhole);
      case HttpAnswer.Answered redirect when redirect.status() / 100 == 3 ->
          throw new PictureRefusedException(
              "answers with a redirect; give the address that it leads to");
      case HttpAnswer.Answered refused ->
          throw new PictureRefusedException("answers HTTP " + refused.status());
      case HttpAnswer.NotSent failure when failure.reason().equals(HttpAnswer.NOT_ALLOWED) ->
          throw new PictureRefusedException("must be a public address");
      case HttpAnswer.NotSent failure ->
          throw new PictureRefusedException("cannot be reached: " + failure.reason());
      case HttpAnswer.NoAnswer silence ->
          throw new PictureRefusedException("does not answer: " + silence.reason());
    };
  }

  private PictureRefusedException notWhole() {
    return new PictureRefusedException(
        "has more than " + largest + " bytes, or did not come whole");
  }
}
