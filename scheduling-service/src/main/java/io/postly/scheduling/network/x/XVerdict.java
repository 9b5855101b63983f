package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.action.outgoing.RetryAfter;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NetworkWords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What an answer to {@code POST /2/tweets} says of the post in it. */
final class XVerdict {

  private static final int UNAUTHORIZED = 401;
  private static final int PAYMENT_REQUIRED = 402;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

  /** What X says where nothing would be taken of this account or through this app. */
  private static final Pattern OF_THE_ACCOUNT =
      Pattern.compile("\\b(?:suspended|locked|client-forbidden|client-not-enrolled)\\b");

  /** What X says where this app may not do what it asks for. */
  private static final String OF_THE_APP = "oauth1-permissions";

  /** The windows of X's limits; of those that are used up, the one that ends last counts. */
  private static final List<String> WINDOWS =
      List.of("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour");

  private XVerdict() {}

  /**
   * Judges an answer.
   *
   * @param json reads the answer's body
   * @param now when it came
   */
  static Delivery of(
      HttpAnswer answer,
      XCredentials account,
      Function<HttpAnswer.Answered, JsonNode> json,
      Instant now) {
    return HttpVerdict.of(
        answer,
        accepted -> ofAccepted(json.apply(accepted), account, now),
        refused -> ofRefusal(refused, json.apply(refused), now));
  }

  /** An answer that does not name the post may have come from something before the server. */
  private static Delivery ofAccepted(JsonNode json, XCredentials account, Instant now) {
    return id(json.path("data"))
        .<Delivery>map(
            id -> new Delivery.Delivered(now, Optional.of(account.url(id)), Optional.of(id)))
        .orElseGet(() -> new Delivery.Unknown(Delivery.ANSWER_UNREADABLE));
  }

  /** What X calls one of its objects, if it can stand in a path. */
  static Optional<String> id(JsonNode json) {
    return Optional.of(json.path("id").asText()).filter(id -> ID.matcher(id).matches());
  }

  /** What an answer of 4xx says. */
  static Delivery.NotDelivered ofRefusal(HttpAnswer.Answered answer, JsonNode json, Instant now) {
    return judged(answer, json, now).saying(words(json));
  }

  /**
   * What X says of a refusal in its own words (docs.x.com, "Response codes and errors"): of what is
   * wrong with the request the detail says only that something is.
   */
  static Optional<NetworkWords> words(JsonNode json) {
    JsonNode detail = json.path("detail");
    return NetworkWords.of(
        detail.isTextual() ? detail : json.path("title"),
        json.path("errors").path(0).path("message"));
  }

  private static Delivery.NotDelivered judged(
      HttpAnswer.Answered answer, JsonNode json, Instant now) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED -> Delivery.NotDelivered.untilRenewed(Delivery.CREDENTIALS_REFUSED);
      case FORBIDDEN ->
          isOfTheAccount(json) || said(json).contains(OF_THE_APP)
              ? Delivery.NotDelivered.ofAccount(reason)
              : Delivery.NotDelivered.ofPost(reason);
      case PAYMENT_REQUIRED, REQUEST_TIMEOUT ->
          Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      case TOO_MANY_REQUESTS -> Delivery.NotDelivered.forNow(reason, wait(answer, now));
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }

  /** Whether a refusal (403) would meet whatever is sent of this account or through this app. */
  static boolean isOfTheAccount(JsonNode json) {
    return OF_THE_ACCOUNT.matcher(said(json)).find();
  }

  /** In lower case. */
  private static String said(JsonNode json) {
    return Stream.of("type", "reason", "detail")
        .map(member -> json.path(member).asText().toLowerCase(Locale.ROOT))
        .reduce("", (one, other) -> one + " " + other);
  }

  /** Until the limit begins anew (docs.x.com, "Rate limits"); X sends no Retry-After. */
  static Optional<Duration> wait(HttpAnswer.Answered answer, Instant now) {
    return answer
        .retryAfter()
        .or(
            () ->
                WINDOWS.stream()
                    .filter(window -> "0".equals(answer.headers().get(window + "-remaining")))
                    .flatMap(window -> reset(answer.headers().get(window + "-reset")).stream())
                    .map(reset -> Duration.between(now, reset))
                    .flatMap(wait -> RetryAfter.bounded(wait).stream())
                    .reduce((one, other) -> one.compareTo(other) < 0 ? other : one));
  }

  private static Optional<Instant> reset(String header) {
    return Optional.ofNullable(header)
        .filter(seconds -> seconds.matches("[0-9]{1,11}"))
        .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
  }
}
