package io.postly.scheduling.network.picture;

import io.postly.action.blob.BlobMemory;
import io.postly.action.blob.BlobStore;
import io.postly.action.problem.ActionErrorCode;
import io.postly.action.problem.Problem;
import io.postly.action.problem.ProblemException;
import io.postly.scheduling.network.http.JsonHttp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Gives a picture to whoever has its address. Any other address is answered like each other: nobody
 * learns whether it has ended, was changed, or never was one. No line of the log has an address.
 */
@ApplicationScoped
class PictureRoute {

  private static final Logger LOG = Logger.getLogger(PictureRoute.class);

  /** Of what a request has been let have. */
  private static final String CAPABILITY = "picture";

  /** Who takes longer keeps others from the memory. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** In bytes: about as much as may wait to be taken. */
  private static final int PIECE = 64 * 1024;

  private final PictureAddresses addresses;
  private final BlobStore blobs;
  private final BlobMemory memory;
  private final JsonHttp json;
  private final Duration longest;

  @Inject
  PictureRoute(PictureAddresses addresses, BlobStore blobs, BlobMemory memory, JsonHttp json) {
    this(addresses, blobs, memory, json, LONGEST);
  }

  PictureRoute(
      PictureAddresses addresses,
      BlobStore blobs,
      BlobMemory memory,
      JsonHttp json,
      Duration longest) {
    this.addresses = addresses;
    this.blobs = blobs;
    this.memory = memory;
    this.json = json;
    this.longest = longest;
  }

  void register(@Observes Router router) {
    router
        .route(PictureAddresses.PATH + "*")
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(this::check)
        .blockingHandler(this::send, false);
  }

  /** Costs so little that whoever guesses keeps nobody from anything. */
  private void check(RoutingContext request) {
    Optional<Capability> capability =
        Optional.ofNullable(request.pathParam("*")).flatMap(addresses::opened);
    if (capability.isEmpty()) {
      refuse(request, ProblemException.notFound("picture"));
    } else if (request.request().method().equals(HttpMethod.HEAD)) {
      headed(request, capability.get().format(), capability.get().bytes()).end();
    } else {
      request.put(CAPABILITY, capability.get());
      request.next();
    }
  }

  private void send(RoutingContext request) {
    Capability capability = request.get(CAPABILITY);
    memory
        .hold(capability.bytes())
        .ifPresentOrElse(
            room -> send(request, capability, room), () -> refuse(request, unavailable()));
  }

  /** What failed any further would be logged with the path of the request. */
  private void send(RoutingContext request, Capability capability, BlobMemory.Held room) {
    try {
      Optional<Buffer> picture = blobs.get(capability.blob()).map(Buffer::buffer);
      if (picture.isPresent()) {
        request
            .vertx()
            .getOrCreateContext()
            .runOnContext(_ -> send(request, capability, picture.get(), room));
        return;
      }
      refuse(request, ProblemException.notFound("picture"));
    } catch (RuntimeException e) {
      LOG.error("A picture could not be given out", e);
      refuse(request, unavailable());
    }
    room.close();
  }

  /** Holds the room until all has been taken, nobody is there any more, or it takes too long. */
  private void send(
      RoutingContext request, Capability capability, Buffer picture, BlobMemory.Held room) {
    if (request.response().closed()) {
      // Who has gone before now ends nothing any more.
      room.close();
      return;
    }
    HttpServerResponse response = headed(request, capability.format(), picture.length());
    long patience =
        request
            .vertx()
            .setTimer(
                longest.toMillis(),
                _ -> {
                  response.drainHandler(null);
                  request.request().connection().close();
                  room.close();
                });
    request.addEndHandler(
        _ -> {
          request.vertx().cancelTimer(patience);
          room.close();
        });
    write(response, picture);
  }

  /** Never more than the reader takes: what has been written cannot be taken back. */
  private static void write(HttpServerResponse response, Buffer rest) {
    int written = 0;
    while (written < rest.length() && !response.writeQueueFull()) {
      int end = Math.min(written + PIECE, rest.length());
      response.write(rest.slice(written, end));
      written = end;
    }
    if (written == rest.length()) {
      response.end();
    } else {
      Buffer left = rest.slice(written, rest.length());
      response.drainHandler(_ -> write(response, left));
    }
  }

  /** With what keeps a browser, a cache or a search engine from making more of it. */
  private static HttpServerResponse headed(
      RoutingContext request, PictureFormat format, int bytes) {
    return unkept(request)
        .putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes))
        .putHeader("Content-Disposition", "attachment");
  }

  private static HttpServerResponse unkept(RoutingContext request) {
    return request
        .response()
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Robots-Tag", "noindex");
  }

  private static ProblemException unavailable() {
    return ProblemException.of(
        ActionErrorCode.SERVICE_UNAVAILABLE, "The picture cannot be given out at this moment.");
  }

  private void refuse(RoutingContext request, ProblemException refusal) {
    Problem problem = Problem.of(refusal);
    unkept(request)
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(json.write(problem));
  }
}
