package io.postly.scheduling.network;

import io.postly.scheduling.network.http.HttpAnswer;
import java.time.Instant;
import java.util.Optional;

/** What an answer to a webhook says of the post in it. */
final class WebhookVerdict {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int TEMPORARY_REDIRECT = 307;
  private static final int PERMANENT_REDIRECT = 308;

  private WebhookVerdict() {}

  /**
   * Judges an answer.
   *
   * @param now when it came
   */
  static Delivery of(HttpAnswer answer, Instant now) {
    return switch (answer) {
      case HttpAnswer.Answered answered -> ofAnswered(answered, now);
      case HttpAnswer.NotSent failure when failure.reason().equals("address_not_allowed") ->
          Delivery.NotDelivered.ofAccount(failure.reason());
      case HttpAnswer.NotSent failure -> Delivery.NotDelivered.forNow(failure.reason());
      case HttpAnswer.NoAnswer silence -> new Delivery.Unknown(silence.reason());
    };
  }

  private static Delivery ofAnswered(HttpAnswer.Answered answer, Instant now) {
    String reason = "http_" + answer.status();
    return switch (answer.status() / 100) {
      case 2 -> new Delivery.Delivered(now, Optional.empty());
      case 3 -> ofRedirect(answer.status(), reason);
      case 4 -> ofRefusal(answer, reason);
      default -> new Delivery.Unknown(reason);
    };
  }

  /**
   * 307 and 308 say that the message was not taken here; other redirects are what a form answers
   * after taking it.
   */
  private static Delivery ofRedirect(int status, String reason) {
    return status == TEMPORARY_REDIRECT || status == PERMANENT_REDIRECT
        ? Delivery.NotDelivered.ofAccount(reason)
        : new Delivery.Unknown(reason);
  }

  private static Delivery ofRefusal(HttpAnswer.Answered answer, String reason) {
    return switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN, GONE -> Delivery.NotDelivered.ofAccount(reason);
      case REQUEST_TIMEOUT, TOO_MANY_REQUESTS ->
          Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }
}
