package io.postly.scheduling.network;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One signed message, ready to be sent.
 *
 * @param sendBefore from this instant on it must not be sent any more
 */
record WebhookRequest(
    WebhookAddress address, Map<String, String> headers, String body, Instant sendBefore) {

  /**
   * Signs a message with each of its secrets.
   *
   * @param now the time of this attempt
   * @throws IllegalArgumentException if its address or one of its secrets cannot be read
   */
  static WebhookRequest sign(SignedMessage message, Instant now) {
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
    return new WebhookRequest(
        WebhookAddress.parse(message.url()), headers, message.body(), message.sendBefore());
  }
}
