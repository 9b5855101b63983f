package io.postly.gateway.mcp;

import io.postly.gateway.access.Challenge;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * The response to one request: one JSON message, or, where something is told before the answer, a
 * stream of events that ends with it. Nothing is sent to a client that has gone.
 */
final class ResponseStream {

  private static final Logger LOG = Logger.getLogger(ResponseStream.class);
  private static final int OK = 200;
  private static final String EVENT_STREAM = "text/event-stream";

  private final RoutingContext request;
  private boolean isStream;

  ResponseStream(RoutingContext request) {
    this.request = request;
  }

  /** Tells the client something before the answer. */
  void tell(JsonObject message) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (!isStream) {
      isStream = true;
      // Or a reverse proxy might keep the events back.
      response
          .setChunked(true)
          .putHeader(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .putHeader("X-Accel-Buffering", "no");
    }
    response.write(event(message.copy().put("jsonrpc", "2.0")));
  }

  /** Writes what no client reads, if a stream has begun. */
  void comment(String text) {
    HttpServerResponse response = request.response();
    if (isStream && !response.closed() && !response.ended()) {
      response.write(": " + text + "\n\n");
    }
  }

  /** Has no effect once something has been told. */
  void challenge(String challenge) {
    if (!isStream) {
      request.response().putHeader(Challenge.HEADER, challenge);
    }
  }

  void end(int status, JsonObject answer) {
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (isStream) {
      response.end(event(answer));
    } else {
      MessageCheck.answer(request, status, answer);
    }
  }

  /** Refuses in the form of the older revisions. */
  void refuse(McpRequest message, InvalidMessageException failure) {
    failure.denial().map(Denial::challenge).ifPresent(this::challenge);
    end(
        failure.denial().map(Denial::status).orElse(OK),
        JsonRpc.error(message.id(), failure.code(), failure.getMessage(), failure.data()));
  }

  /** Ends what cannot be completed, also where something has been told already. */
  void fail(McpRequest message, Throwable failure) {
    if (isStream) {
      LOG.errorf(failure, "%s failed after it had begun to answer", message.method());
      end(
          OK,
          JsonRpc.error(
              message.id(), JsonRpc.INTERNAL_ERROR, "The gateway could not complete the call"));
    } else {
      request.fail(failure);
    }
  }

  private static String event(JsonObject data) {
    return "event: message\ndata: " + data.encode() + "\n\n";
  }
}
