package io.postly.scheduling.network.telegram;

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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What an answer to {@code sendMessage}, or to a change of a message, says of the message. */
final class TelegramVerdict {

  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  /** What Telegram says in its descriptions where no message would be taken, in lower case. */
  private static final List<String> OF_THE_CHAT =
      List.of(
          "chat not found",
          "not enough rights",
          "have no rights",
          "need administrator rights",
          "chat_write_forbidden",
          "chat_admin_required",
          "chat_restricted",
          "upgraded to a supergroup",
          "was deactivated",
          "was deleted",
          "peer_id_invalid");

  private static final Set<String> PUBLIC = Set.of("channel", "supergroup");
  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

  private TelegramVerdict() {}

  /**
   * Judges an answer.
   *
   * @param json reads the answer's body
   * @param now when it came
   */
  static Delivery of(HttpAnswer answer, Function<HttpAnswer.Answered, JsonNode> json, Instant now) {
    return HttpVerdict.of(
        answer,
        accepted -> ofAccepted(json.apply(accepted), now),
        refused -> refused(refused, json.apply(refused)));
  }

  /**
   * Judges the answer to a change of a message's text. One that says already what it should is no
   * failure.
   *
   * @param message what was to be changed
   */
  static Delivery ofEdit(
      HttpAnswer answer,
      TelegramMessageId message,
      Function<HttpAnswer.Answered, JsonNode> json,
      Instant now) {
    return HttpVerdict.ofUpdate(
        answer,
        accepted -> ofAccepted(json.apply(accepted), now),
        refused -> {
          String description = description(json.apply(refused));
          if (refused.status() == BAD_REQUEST && description.contains("message is not modified")) {
            return new Delivery.Delivered(now, Optional.empty(), Optional.of(message.reference()));
          }
          if (refused.status() == BAD_REQUEST
              && description.contains("message to edit not found")) {
            return Delivery.NotDelivered.ofPost(Delivery.POST_GONE);
          }
          if (refused.status() == BAD_REQUEST && isOfTheChat(json.apply(refused))) {
            return Delivery.NotDelivered.ofPost(Delivery.NOT_PERMITTED)
                .saying(words(json.apply(refused)));
          }
          return refused(refused, json.apply(refused));
        });
  }

  private static String description(JsonNode json) {
    return json.path("description").asText().toLowerCase(Locale.ROOT);
  }

  private static Delivery ofAccepted(JsonNode json, Instant now) {
    JsonNode message = json.path("result");
    JsonNode chat = message.path("chat");
    long id = message.path("message_id").asLong();
    if (!json.path("ok").asBoolean() || id <= 0 || !chat.path("id").canConvertToLong()) {
      return new Delivery.Unknown(Delivery.ANSWER_UNREADABLE);
    }
    return new Delivery.Delivered(
        now,
        url(chat, id),
        Optional.of(new TelegramMessageId(chat.path("id").longValue(), id).reference()));
  }

  /** Messages of public channels and groups can be seen by anybody. */
  private static Optional<String> url(JsonNode chat, long id) {
    return Optional.of(chat.path("username").asText())
        .filter(name -> PUBLIC.contains(chat.path("type").asText()))
        .filter(name -> USERNAME.matcher(name).matches())
        .map(name -> "https://t.me/" + name + "/" + id);
  }

  private static Delivery refused(HttpAnswer.Answered answer, JsonNode json) {
    return ofRefusal(answer, json).saying(words(json));
  }

  private static Optional<NetworkWords> words(JsonNode json) {
    return NetworkWords.of(json.path("description"));
  }

  private static Delivery.NotDelivered ofRefusal(HttpAnswer.Answered answer, JsonNode json) {
    String reason = HttpVerdict.reason(answer);
    return switch (answer.status()) {
      case UNAUTHORIZED, NOT_FOUND -> Delivery.NotDelivered.ofAccount(Delivery.CREDENTIALS_REFUSED);
      case FORBIDDEN -> Delivery.NotDelivered.ofAccount("chat_refused");
      case BAD_REQUEST ->
          isOfTheChat(json)
              ? Delivery.NotDelivered.ofAccount("chat_refused")
              : Delivery.NotDelivered.ofPost(reason);
      case TOO_MANY_REQUESTS -> Delivery.NotDelivered.forNow(reason, wait(answer, json));
      default -> Delivery.NotDelivered.ofPost(reason);
    };
  }

  private static boolean isOfTheChat(JsonNode json) {
    String description = description(json);
    return OF_THE_CHAT.stream().anyMatch(description::contains);
  }

  /** How long Telegram asks to be left alone, where it does. */
  static Optional<Duration> wait(HttpAnswer.Answered answer, JsonNode json) {
    return retryAfter(json).or(answer::retryAfter);
  }

  private static Optional<Duration> retryAfter(JsonNode json) {
    return RetryAfter.bounded(
        Duration.ofSeconds(json.path("parameters").path("retry_after").asLong()));
  }
}
