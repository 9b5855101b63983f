package io.postly.scheduling.network;

import io.postly.scheduling.network.http.HttpAddress;
import io.postly.scheduling.network.http.OutgoingRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signs messages. */
final class WebhookRequest {

  private WebhookRequest() {}

  /**
   * Signs a message with each of its secrets.
   *
   * @param now the time of this attempt
   * @throws IllegalArgumentException if its address or one of its secrets cannot be read
   */
  static OutgoingRequest sign(SignedMessage message, Instant now) {
    String signatures =
        message.secrets().stream()
            .map(secret -> WebhookSecret.parse(secret).sign(message.id(), now, message.body()))
            .collect(Collectors.joining(" "));
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/json",
            "user-agent",
            "Postly",
            "webhook-id",
            message.id(),
            "webhook-timestamp",
            Long.toString(now.getEpochSecond()),
            "webhook-signature",
            signatures);
    return new OutgoingRequest(
        HttpMethod.POST,
        HttpAddress.parse(message.url()),
        headers,
        Optional.of(Buffer.buffer(message.body())),
        message.sendBefore(),
        0);
  }
}
