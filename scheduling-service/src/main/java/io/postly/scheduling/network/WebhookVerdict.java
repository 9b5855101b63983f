package io.postly.scheduling.network;

import io.postly.action.outgoing.HttpAnswer;
import java.time.Instant;
import java.util.Optional;

/** What an answer to a webhook says of the post in it. */
final class WebhookVerdict {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;

  private WebhookVerdict() {}

  /**
   * Judges an answer.
   *
   * @param now when it came
   */
  static Delivery of(HttpAnswer answer, Instant now) {
    return HttpVerdict.of(
        answer, _ -> new Delivery.Delivered(now, Optional.empty()), WebhookVerdict::ofRefusal);
  }

  /** Judges an answer to the telling of a change, whose type alone may be what is not taken. */
  static Delivery ofUpdate(HttpAnswer answer, Instant now) {
    return HttpVerdict.ofUpdate(
        answer,
        _ -> new Delivery.Delivered(now, Optional.empty()),
        refused ->
            refused.status() == GONE
                ? Delivery.NotDelivered.ofPost(Delivery.NOT_PERMITTED)
                : ofRefusal(refused));
  }

  private static Delivery ofRefusal(HttpAnswer.Answered answer) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN, GONE -> Delivery.NotDelivered.ofAccount(reason);
      case REQUEST_TIMEOUT, TOO_MANY_REQUESTS ->
          Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }
}
