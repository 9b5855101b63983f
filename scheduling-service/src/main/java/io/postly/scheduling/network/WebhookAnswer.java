package io.postly.scheduling.network;

import java.time.Duration;
import java.util.Optional;

/** What came of one request to a webhook's receiver. */
public sealed interface WebhookAnswer {

  /**
   * The receiver answered.
   *
   * @param status the HTTP status
   * @param retryAfter how long the receiver asks to be left alone, where it does
   */
  record Answered(int status, Optional<Duration> retryAfter) implements WebhookAnswer {

    /** Whether the receiver took the message. */
    public boolean isAccepted() {
      return status / 100 == 2;
    }
  }

  /**
   * Not a byte was sent.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record NotSent(String reason) implements WebhookAnswer {}

  /**
   * The message was sent, in whole or in part, and no answer came.
   *
   * @param reason a stable code, {@code snake_case}
   */
  record NoAnswer(String reason) implements WebhookAnswer {}
}
