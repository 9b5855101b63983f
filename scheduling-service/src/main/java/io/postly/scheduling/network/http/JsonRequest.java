package io.postly.scheduling.network.http;

import io.postly.action.outgoing.HttpAddress;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a network that speaks JSON.
 *
 * @param headers beside those that all such requests have
 * @param body what is sent as JSON, or as it is where it is {@link Content} or a {@link Form}
 * @param sendBefore from this instant on it must not be sent any more
 * @param maxAnswerBytes the longest body that is read
 */
public record JsonRequest(
    HttpMethod method,
    HttpAddress address,
    Map<String, String> headers,
    Optional<Object> body,
    Instant sendBefore,
    int maxAnswerBytes) {

  /** Enough for what any network says of one post. */
  private static final int USUAL_ANSWER = 256 * 1024;

  /** Copies the headers. */
  public JsonRequest {
    headers = Map.copyOf(headers);
  }

  /** A request without a body, at any time. */
  public static JsonRequest of(HttpMethod method, HttpAddress address) {
    return new JsonRequest(method, address, Map.of(), Optional.empty(), Instant.MAX, USUAL_ANSWER);
  }

  /** With one more header. */
  public JsonRequest header(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new JsonRequest(method, address, more, body, sendBefore, maxAnswerBytes);
  }

  /** With that body. */
  public JsonRequest body(Object value) {
    return new JsonRequest(
        method, address, headers, Optional.of(value), sendBefore, maxAnswerBytes);
  }

  /** Not from that instant on. */
  public JsonRequest before(Instant end) {
    return new JsonRequest(method, address, headers, body, end, maxAnswerBytes);
  }

  /** With an answer of at most that many bytes. */
  public JsonRequest upTo(int bytes) {
    return new JsonRequest(method, address, headers, body, sendBefore, bytes);
  }

  /** Without path, query, headers and body, which no log may show. */
  @Override
  public String toString() {
    return method + " " + address.origin();
  }
}
