package io.postly.scheduling.network.bluesky;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.scheduling.network.http.HttpAddress;
import io.postly.scheduling.network.http.HttpAnswer;
import io.postly.scheduling.network.http.OutgoingHttp;
import io.postly.scheduling.network.http.OutgoingRequest;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Calls servers of the AT Protocol, and reads what they answer. */
@ApplicationScoped
class Xrpc {

  private static final int TOO_MANY_REQUESTS = 429;

  /** More than any answer has that is read here: posts and documents of identities are small. */
  private static final int MOST_ANSWER_BYTES = 256 * 1024;

  private static final String RATE_LIMIT_RESET = "ratelimit-reset";

  private final OutgoingHttp http;
  private final ObjectMapper mapper;
  private final Clock clock;

  Xrpc(OutgoingHttp http, ObjectMapper mapper, Clock clock) {
    this.http = http;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * Calls a method, once.
   *
   * @param server scheme, host and port
   * @param sendBefore from this instant on nothing may be sent
   */
  HttpAnswer call(HttpAddress server, XrpcRequest request, Instant sendBefore) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put("accept", "application/json");
    headers.put("user-agent", "Postly");
    request.input().ifPresent(_ -> headers.put("content-type", "application/json"));
    return http.exchange(
        new OutgoingRequest(
            request.verb(),
            new HttpAddress(URI.create(server.origin() + request.path())),
            headers,
            request.input().map(input -> Buffer.buffer(input.toString())),
            sendBefore,
            MOST_ANSWER_BYTES));
  }

  /** What was answered, if that is a JSON object. */
  Optional<JsonNode> object(HttpAnswer.Answered answer) {
    try {
      return Optional.ofNullable(mapper.readTree(answer.text())).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
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
      return Optional.of(Duration.between(clock.instant(), Instant.ofEpochSecond(reset)))
          .filter(Duration::isPositive);
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
