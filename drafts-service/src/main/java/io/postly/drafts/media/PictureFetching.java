package io.postly.drafts.media;

import io.postly.action.blob.BlobMemory;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.OutgoingHttp;
import io.postly.action.outgoing.OutgoingRequest;
import io.postly.action.pipeline.ActionConfig;
import io.postly.action.problem.ProblemException;
import io.postly.drafts.DraftsConfig;
import io.postly.drafts.DraftsErrorCode;
import io.postly.drafts.picture.PictureRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Fetches pictures from strangers' servers, guarded, while a person waits. */
@ApplicationScoped
class PictureFetching {

  private static final String ENCRYPTED = "https://";
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final OutgoingHttp http;
  private final WaitingPlaces places;
  private final PictureHosts hosts;
  private final int largest;

  @Inject
  PictureFetching(
      OutgoingHttp http, WaitingPlaces places, DraftsConfig drafts, ActionConfig config) {
    this(
        http,
        places,
        PictureHosts.of(drafts.fetching()),
        Math.toIntExact(config.largestUpload().asLongValue()));
  }

  PictureFetching(OutgoingHttp http, WaitingPlaces places, PictureHosts hosts, int largest) {
    this.http = http;
    this.places = places;
    this.hosts = hosts;
    this.largest = largest;
  }

  /**
   * Room for one picture, to be held while it is fetched, cleaned and kept.
   *
   * @throws ProblemException {@code fetching_busy} if there is none
   */
  BlobMemory.Held room() {
    return places.room(largest);
  }

  /**
   * Reads an address. Nobody is asked for it yet, not even for the address of its host.
   *
   * @throws PictureRefusedException if it is none that may be reached
   */
  HttpAddress address(String url) throws PictureRefusedException {
    boolean mayBePlain = http.allowsPrivateAddresses();
    if (!mayBePlain && !url.regionMatches(true, 0, ENCRYPTED, 0, ENCRYPTED.length())) {
      throw new PictureRefusedException("must start with " + ENCRYPTED);
    }
    HttpAddress address = read(url);
    Optional<String> objection = hosts.objection(address).or(() -> http.objection(address));
    if (objection.isPresent()) {
      throw new PictureRefusedException(objection.get());
    }
    return address;
  }

  /**
   * What stands at that address.
   *
   * @throws PictureRefusedException if nothing can be had from it
   * @throws ProblemException {@code fetching_busy}; {@code picture_not_reached} if that may pass
   */
  byte[] fetch(HttpAddress address) throws PictureRefusedException {
    return content(places.waitFor(() -> http.exchange(request(address))));
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

  /** What an answer brings. */
  byte[] content(HttpAnswer answer) throws PictureRefusedException {
    return switch (answer) {
      case HttpAnswer.Answered taken when taken.isAccepted() ->
          taken.body().map(Buffer::getBytes).orElseThrow(this::notWhole);
      case HttpAnswer.Answered redirect when redirect.status() / 100 == 3 ->
          throw new PictureRefusedException(
              "answers with a redirect; give the address that it leads to");
      case HttpAnswer.Answered failed when isPassing(failed.status()) ->
          throw notReached("answers HTTP " + failed.status());
      case HttpAnswer.Answered refused ->
          throw new PictureRefusedException("answers HTTP " + refused.status());
      case HttpAnswer.NotSent failure -> throw notSent(failure.reason());
      case HttpAnswer.NoAnswer silence -> throw notReached("does not answer: " + silence.reason());
    };
  }

  private static boolean isPassing(int status) {
    return status / 100 == 5 || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS;
  }

  /** Nobody learns here which names there are inside of the network that Postly runs in. */
  private static PictureRefusedException notSent(String reason) {
    return switch (reason) {
      case HttpAnswer.NOT_ALLOWED, HttpAnswer.UNKNOWN_HOST ->
          new PictureRefusedException("names no host with a public address");
      case HttpAnswer.TLS_FAILED -> new PictureRefusedException("cannot be reached: " + reason);
      default -> throw notReached("cannot be reached: " + reason);
    };
  }

  private static ProblemException notReached(String why) {
    return ProblemException.of(
        DraftsErrorCode.PICTURE_NOT_REACHED, "The picture's server " + why + ".");
  }

  private PictureRefusedException notWhole() {
    return new PictureRefusedException(
        "has more than " + largest + " bytes, or did not come whole");
  }
}
