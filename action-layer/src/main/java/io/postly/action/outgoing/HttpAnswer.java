package io.postly.action.outgoing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What came of one request to a stranger's server. */
public sealed interface HttpAnswer {

  /** The reason of what was not sent because the time to send it was over. */
  String TOO_LATE = "lease_lost";

  /** The reason of what was not sent because the host has an address that is not public. */
  String NOT_ALLOWED = "address_not_allowed";

  /** The reason of what was not sent because the host has no address, as far as is known. */
  String UNKNOWN_HOST = "unknown_host";

  /** The reason of what was not sent because the host does not prove who it is. */
  String TLS_FAILED = "tls_failed";

  /** The reason of what was not sent because the server takes no connection. */
  String CONNECTION_REFUSED = "connection_refused";

  /** The reason of what was not sent because the server did not take the connection in time. */
  String CONNECT_TIMEOUT = "connect_timeout";

  /** The reason of what was not sent because a header cannot be, such as one with line ends. */
  String HEADER_INVALID = "header_invalid";

  /** The reason of what was not sent because there was no connection, for whatever else. */
  String CONNECTION_FAILED = "connection_failed";

  /** The reason of what was sent to a server that hung up instead of answering. */
  String CONNECTION_LOST = "connection_lost";

  /** The reason of what was sent to a server that did not answer in time. */
  String TIMEOUT = "timeout";

  /**
   * The server answered.
   *
   * @param status the HTTP status
   * @param headers by their names in lower case; of repeated ones the first
   * @param body the whole body; empty if none was asked for, it was too long, or it did not arrive
   *     whole
   * @param retryAfter how long the server asks to be left alone, where it does
   */
  record Answered(
      int status, Map<String, String> headers, Optional<Buffer> body, Optional<Duration> retryAfter)
      implements HttpAnswer {

    /** Copies the headers. */
    public Answered {
      headers = Map.copyOf(headers);
    }

    /** Whether the server took the request. */
    public boolean isAccepted() {
      return status / 100 == 2;
    }

    /** The body as text; empty text where there is none. */
    public String text() {
      return body.map(content -> content.toString(StandardCharsets.UTF_8)).orElse("");
    }

    /** Without headers and body, which no log may show. */
    @Override
    public String toString() {
      return "HTTP " + status;
    }
  }

  /**
   * Not a byte was sent.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record NotSent(String reason) implements HttpAnswer {}

  /**
   * The request was sent, in whole or in part, and no answer came.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record NoAnswer(String reason) implements HttpAnswer {}
}
