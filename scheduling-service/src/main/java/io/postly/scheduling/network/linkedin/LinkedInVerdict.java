package io.postly.scheduling.network.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NetworkWords;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an answer to {@code POST /rest/posts}, or to a change there, says of the post in it. */
final class LinkedInVerdict {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;

  /** The version of the API that the request asks for has been switched off. */
  private static final int UPGRADE_REQUIRED = 426;

  private static final int TOO_MANY_REQUESTS = 429;

  private static final Pattern URN = Pattern.compile("urn:li:(?:share|ugcPost):[0-9]{1,20}");

  private LinkedInVerdict() {}

  /**
   * Judges an answer.
   *
   * @param json reads the answer's body
   * @param now when it came
   */
  static Delivery of(HttpAnswer answer, Function<HttpAnswer.Answered, JsonNode> json, Instant now) {
    return HttpVerdict.of(
        answer,
        accepted -> ofAccepted(accepted, now),
        refused -> ofRefusal(refused).saying(words(json.apply(refused))));
  }

  /**
   * Judges the answer to a change of a post's text, which names nothing.
   *
   * @param urn the post
   * @param json reads the answer's body
   */
  static Delivery ofEdit(
      HttpAnswer answer, String urn, Function<HttpAnswer.Answered, JsonNode> json, Instant now) {
    return HttpVerdict.ofUpdate(
        answer,
        _ -> delivered(urn, now),
        refused ->
            refused.status() == NOT_FOUND
                ? notFound(refused, json.apply(refused))
                : ofRefusal(refused).saying(words(json.apply(refused))));
  }

  /** Only LinkedIn's own words say that there is no such post; else something before it speaks. */
  private static Delivery notFound(HttpAnswer.Answered answer, JsonNode json) {
    return json.path("status").asInt() == NOT_FOUND
        ? Delivery.NotDelivered.ofPost(Delivery.POST_GONE)
        : Delivery.NotDelivered.forNow(HttpVerdict.reason(answer), answer.retryAfter());
  }

  private static Delivery delivered(String urn, Instant now) {
    return new Delivery.Delivered(
        now, Optional.of("https://www.linkedin.com/feed/update/" + urn + "/"), Optional.of(urn));
  }

  /** An answer that does not name the post may have come from something before the server. */
  private static Delivery ofAccepted(HttpAnswer.Answered answer, Instant now) {
    return Optional.ofNullable(answer.headers().get("x-restli-id"))
        .filter(urn -> URN.matcher(urn).matches())
        .map(urn -> delivered(urn, now))
        .orElseGet(() -> new Delivery.Unknown(Delivery.ANSWER_UNREADABLE));
  }

  /** What LinkedIn says of a refusal in its own words (learn.microsoft.com, "Error Handling"). */
  static Optional<NetworkWords> words(JsonNode json) {
    return NetworkWords.of(json.path("message"));
  }

  private static Delivery.NotDelivered ofRefusal(HttpAnswer.Answered answer) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
      case REQUEST_TIMEOUT, UPGRADE_REQUIRED, TOO_MANY_REQUESTS ->
          Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }
}
