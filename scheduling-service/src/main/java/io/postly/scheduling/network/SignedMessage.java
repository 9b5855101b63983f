package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.OutgoingRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A message to be signed and sent.
 *
 * @param url the receiver's address
 * @param id the same at every attempt: what lets a receiver recognize a repetition
 * @param body JSON
 * @param secrets each signs it; the receiver needs to know one of them
 * @param sendBefore from this instant on it must not be sent any more
 */
public record SignedMessage(
    String url, String id, String body, List<String> secrets, Instant sendBefore) {

  /** Copies the list. */
  public SignedMessage {
    secrets = List.copyOf(secrets);
  }

  /**
   * The message as it is sent, signed with each of its secrets.
   *
   * @param now the time of this attempt
   * @throws IllegalArgumentException if its address or one of its secrets cannot be read
   */
  OutgoingRequest signed(Instant now) {
    String signatures =
        secrets.stream()
            .map(secret -> WebhookSecret.parse(secret).sign(id, now, body))
            .collect(Collectors.joining(" "));
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            "user-agent",
            "Postly",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(now.getEpochSecond()),
            "webhook-signature",
            signatures);
    return new OutgoingRequest(
        HttpMethod.POST,
        HttpAddress.parse(url),
        headers,
        Optional.of(Buffer.buffer(body)),
        sendBefore,
        0);
  }

  /** Without address, secrets and body, which no log may show. */
  @Override
  public String toString() {
    return "message " + id;
  }
}
