package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.RetryAfter;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls servers of the AT Protocol, and reads what they answer. */
@ApplicationScoped
class Xrpc {

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY_REQUESTS = 429;

  /** More than any answer has that is read here: posts and documents of identities are small. */
  private static final int MOST_ANSWER_BYTES = 256 * 1024;

  private static final String RATE_LIMIT_RESET = "ratelimit-reset";

  private final JsonHttp http;
  private final Clock clock;

  Xrpc(JsonHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * Calls a method, once.
   *
   * @param server scheme, host and port
   * @param sendBefore from this instant on nothing may be sent
   */
  HttpAnswer call(HttpAddress server, XrpcRequest request, Instant sendBefore) {
    return http.exchange(request(server, request, sendBefore));
  }

  /** A call as it is sent over HTTP. */
  JsonRequest request(HttpAddress server, XrpcRequest request, Instant sendBefore) {
    return new JsonRequest(
        request.verb(),
        new HttpAddress(URI.create(server.origin() + request.path())),
        request.headers(),
        request.input(),
        sendBefore,
        MOST_ANSWER_BYTES);
  }

  /** Whether the server does not take the token any more, which it says before all else. */
  boolean isTokenOver(HttpAnswer answer) {
    if (!(answer instanceof HttpAnswer.Answered answered)) {
      return false;
    }
    return switch (answered.status()) {
      case BAD_REQUEST -> error(answered).filter(XrpcError::isOfSession).isPresent();
      case UNAUTHORIZED -> error(answered).flatMap(XrpcError::accountTrouble).isEmpty();
      default -> false;
    };
  }

  /** What was answered, if that is a JSON object. */
  Optional<JsonNode> object(HttpAnswer.Answered answer) {
    return Optional.of(http.read(answer)).filter(JsonNode::isObject);
  }

  /** What went wrong, in the words of the protocol; empty if the answer does not keep to it. */
  Optional<XrpcError> error(HttpAnswer.Answered answer) {
    return object(answer)
        .filter(object -> object.path("error").isTextual())
        .map(
            object ->
                new XrpcError(object.path("error").asText(), object.path("message").asText("")));
  }

  /** How long the server asks to be left alone, where it does. */
  Optional<Duration> retryAfter(HttpAnswer.Answered answer) {
    return answer.status() == TOO_MANY_REQUESTS
        ? answer.retryAfter().or(() -> untilReset(answer))
        : answer.retryAfter();
  }

  /** The server tells when its limit begins anew, in seconds of the Unix time. */
  private Optional<Duration> untilReset(HttpAnswer.Answered answer) {
    try {
      long reset = Long.parseLong(answer.headers().getOrDefault(RATE_LIMIT_RESET, ""));
      return RetryAfter.bounded(Duration.between(clock.instant(), Instant.ofEpochSecond(reset)));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
