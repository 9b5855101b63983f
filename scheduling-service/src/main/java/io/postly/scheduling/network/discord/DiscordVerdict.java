package io.postly.scheduling.network.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Delivery;
import io.postly.scheduling.network.HttpVerdict;
import io.postly.scheduling.network.NetworkWords;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What an answer to the execution of a webhook says of the message. */
final class DiscordVerdict {

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /** "Webhooks posted to forum channels must have a thread_name or thread_id". */
  private static final int FORUM_CHANNEL = 220_001;

  private static final double MILLISECONDS = 1000;
  private static final double MOST_SECONDS = 1_000_000;

  private DiscordVerdict() {}

  /**
   * Judges an answer.
   *
   * @param json reads the answer's body
   * @param now when it came
   */
  static Delivery of(
      HttpAnswer answer,
      DiscordCredentials account,
      Function<HttpAnswer.Answered, JsonNode> json,
      Instant now) {
    return HttpVerdict.of(
        answer,
        accepted -> ofAccepted(json.apply(accepted), account, now),
        refused -> refused(refused, json.apply(refused)));
  }

  /** Judges an answer to the change of a message. */
  static Delivery ofEdit(
      HttpAnswer answer,
      DiscordCredentials account,
      Function<HttpAnswer.Answered, JsonNode> json,
      Instant now) {
    return HttpVerdict.ofUpdate(
        answer,
        accepted -> ofAccepted(json.apply(accepted), account, now),
        refused -> refused(refused, json.apply(refused)));
  }

  private static Delivery ofAccepted(JsonNode json, DiscordCredentials account, Instant now) {
    return DiscordMessageId.snowflake(json.path("id"))
        .<Delivery>map(
            message ->
                new Delivery.Delivered(
                    now,
                    url(json, account, message),
                    Optional.of(new DiscordMessageId(account.webhookId(), message).reference())))
        .orElseGet(() -> new Delivery.Unknown(Delivery.ANSWER_UNREADABLE));
  }

  private static Optional<String> url(JsonNode json, DiscordCredentials account, String message) {
    return Optional.ofNullable(account.guildId())
        .flatMap(
            guild ->
                DiscordMessageId.snowflake(json.path("channel_id"))
                    .map(
                        channel ->
                            "https://discord.com/channels/%s/%s/%s"
                                .formatted(guild, channel, message)));
  }

  private static Delivery refused(HttpAnswer.Answered answer, JsonNode json) {
    return ofRefusal(answer, json).saying(words(json));
  }

  /** What is wrong stands somewhere below, for each member by itself; one of them is enough. */
  private static Optional<NetworkWords> words(JsonNode json) {
    JsonNode first = json.path("errors").findPath("_errors").path(0).path("message");
    return NetworkWords.of(json.path("message"), first);
  }

  private static Delivery.NotDelivered ofRefusal(HttpAnswer.Answered answer, JsonNode json) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED, FORBIDDEN, NOT_FOUND ->
          Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
      case BAD_REQUEST ->
          json.path("code").asInt() == FORUM_CHANNEL
              ? Delivery.NotDelivered.ofAccount("forum_channel")
              : Delivery.NotDelivered.ofPost(reason);
      case REQUEST_TIMEOUT -> Delivery.NotDelivered.forNow(reason, answer.retryAfter());
      case TOO_MANY_REQUESTS -> Delivery.NotDelivered.forNow(reason, wait(answer, json));
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }

  /** How long Discord asks to be left alone, where it does. */
  static Optional<Duration> wait(HttpAnswer.Answered answer, JsonNode json) {
    return retryAfter(json).or(answer::retryAfter);
  }

  /** In seconds, with a fraction (docs.discord.com, "Rate Limits"). */
  private static Optional<Duration> retryAfter(JsonNode json) {
    double seconds = json.path("retry_after").asDouble();
    return seconds > 0
        ? Optional.of(
            Duration.ofMillis((long) Math.ceil(Math.min(seconds, MOST_SECONDS) * MILLISECONDS)))
        : Optional.empty();
  }
}
