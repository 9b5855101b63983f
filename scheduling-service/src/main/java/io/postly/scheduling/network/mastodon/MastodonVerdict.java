package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.RetryAfter;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NetworkWords;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an answer to {@code POST /api/v1/statuses} says of the post in it. */
final class MastodonVerdict {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int GONE = 410;
  private static final int TOO_MANY_REQUESTS = 429;

  private MastodonVerdict() {}

  /**
   * Judges an answer.
   *
   * @param isReply whether the post was to reply to another one
   * @param json reads the answer's body
   * @param now when it came
   */
  static Delivery of(
      HttpAnswer answer,
      boolean isReply,
      Function<HttpAnswer.Answered, JsonNode> json,
      Instant now) {
    return HttpVerdict.of(
        answer,
        accepted -> ofAccepted(json.apply(accepted), now),
        refused ->
            isReply && refused.status() == NOT_FOUND
                ? Delivery.NotDelivered.ofPost(Delivery.PREVIOUS_PART_GONE)
                : ofRefusal(refused, json.apply(refused), now));
  }

  /**
   * Judges the answer to a change of a post.
   *
   * @param notFound what it says where the server finds nothing to change, or has no such request
   */
  static Delivery ofEdit(
      HttpAnswer answer,
      Function<HttpAnswer.Answered, JsonNode> json,
      Instant now,
      Supplier<Delivery.NotDelivered> notFound) {
    return HttpVerdict.ofUpdate(
        answer,
        accepted -> ofAccepted(json.apply(accepted), now),
        refused ->
            isNotFound(refused) || refused.status() == METHOD_NOT_ALLOWED
                ? notFound.get()
                : ofRefusal(refused, json.apply(refused), now));
  }

  /**
   * Judges the answer to the reading of a post that is to be changed. Only the server's own words
   * say that there is none; else something before it speaks.
   *
   * @param json the answer's body
   */
  static Delivery.NotDelivered ofUnread(HttpAnswer.Answered answer, JsonNode json, Instant now) {
    if (isNotFound(answer) && json.path("error").isTextual()) {
      return Delivery.NotDelivered.ofPost(Delivery.POST_GONE);
    }
    if (answer.status() == FORBIDDEN) {
      return Delivery.NotDelivered.ofPost(Delivery.NOT_PERMITTED).saying(words(json));
    }
    return answer.status() / 100 == 4 && !isNotFound(answer)
        ? ofRefusal(answer, json, now)
        : Delivery.NotDelivered.forNow(HttpVerdict.reason(answer), answer.retryAfter());
  }

  private static boolean isNotFound(HttpAnswer.Answered answer) {
    return answer.status() == NOT_FOUND || answer.status() == GONE;
  }

  /** An answer that does not name the post may have come from something before the server. */
  private static Delivery ofAccepted(JsonNode json, Instant now) {
    return MastodonStatus.of(json)
        .<Delivery>map(
            status -> new Delivery.Delivered(now, status.url(), Optional.of(status.id())))
        .orElseGet(() -> new Delivery.Unknown(Delivery.ANSWER_UNREADABLE));
  }

  /** What the server says of a refusal in its own words (docs.joinmastodon.org, "Error"). */
  static Optional<NetworkWords> words(JsonNode json) {
    return NetworkWords.of(json.path("error"), json.path("error_description"));
  }

  private static Delivery.NotDelivered ofRefusal(
      HttpAnswer.Answered answer, JsonNode json, Instant now) {
    return ofRefusal(answer, now).saying(words(json));
  }

  private static Delivery.NotDelivered ofRefusal(HttpAnswer.Answered answer, Instant now) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
      case NOT_FOUND, GONE -> Delivery.NotDelivered.ofAccount(reason);
      case REQUEST_TIMEOUT -> Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      case TOO_MANY_REQUESTS -> Delivery.NotDelivered.forNow(reason, wait(answer, now));
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }

  /** How long the server asks to be left alone, where it does. */
  static Optional<Duration> wait(HttpAnswer.Answered answer, Instant now) {
    return answer.status() == TOO_MANY_REQUESTS
        ? answer.retryAfter().or(() -> reset(answer, now))
        : answer.retryAfter();
  }

  /** When the limit begins anew (docs.joinmastodon.org, "Rate limits"). */
  private static Optional<Duration> reset(HttpAnswer.Answered answer, Instant now) {
    try {
      return Optional.ofNullable(answer.headers().get("x-ratelimit-reset"))
          .map(at -> Duration.between(now, Instant.parse(at)))
          .flatMap(RetryAfter::bounded);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
