package io.postly.action.outgoing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a stranger's server.
 *
 * @param headers without {@code Host} and {@code Content-Length}
 * @param sendBefore from this instant on it must not be sent any more
 * @param maxAnswerBytes the longest body that is read; 0 if the status is all that matters
 */
public record OutgoingRequest(
    HttpMethod method,
    HttpAddress address,
    Map<String, String> headers,
    Optional<Buffer> body,
    Instant sendBefore,
    int maxAnswerBytes) {

  /** Copies the headers. */
  public OutgoingRequest {
    headers = Map.copyOf(headers);
  }

  /** Without query, headers and body, which no log may show. */
  @Override
  public String toString() {
    return method + " " + address.origin();
  }
}
