package io.postly.scheduling.network.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.AccountName;
import io.postly.scheduling.network.ConnectProblems;
import io.postly.scheduling.network.Connection;
import io.postly.scheduling.network.http.JsonHttp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Asks Telegram whether the token is a bot's, and whether that bot may post to the chat. */
@ApplicationScoped
class TelegramConnecting {

  private static final String TELEGRAM = "Telegram";

  /** Telegram answers 404 to a token that never was one. */
  private static final Set<Integer> TOKEN_REFUSALS = Set.of(401, 404);

  private static final Set<Integer> CHAT_REFUSALS = Set.of(400, 403);

  private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final int LONGEST_TITLE = 128;
  private static final String NEXT_STEP =
      "Add the bot to the chat, in a channel as an administrator who may post messages, then repeat"
          + " the call.";

  private final TelegramApi api;
  private final JsonHttp http;

  TelegramConnecting(TelegramApi api, JsonHttp http) {
    this.api = api;
    this.http = http;
  }

  Connection connect(TelegramAccount given) {
    long bot = bot(given.botToken());
    JsonNode chat = chat(given);
    long chatId = chat.path("id").longValue();
    checkRights(given.botToken(), chat, bot);
    return new Connection(
        Optional.of(http.write(new TelegramCredentials(given.botToken(), chatId))),
        Optional.of(Long.toString(chatId)),
        address(chat),
        OptionalInt.empty(),
        Optional.empty());
  }

  private long bot(String botToken) {
    HttpAnswer answer = api.bot(botToken);
    if (answer instanceof HttpAnswer.Answered answered) {
      if (TOKEN_REFUSALS.contains(answered.status())) {
        throw ConnectProblems.refused("Telegram knows no bot with this token.")
            .nextStep("Get the bot's token from @BotFather, then repeat the call.");
      }
      JsonNode id = result(answered).path("id");
      if (id.canConvertToLong() && id.isIntegralNumber()) {
        return id.longValue();
      }
    }
    throw ConnectProblems.unavailable(answer, TELEGRAM);
  }

  private JsonNode chat(TelegramAccount given) {
    HttpAnswer answer = api.chat(given.botToken(), given.chat());
    if (answer instanceof HttpAnswer.Answered answered) {
      if (CHAT_REFUSALS.contains(answered.status())) {
        throw ConnectProblems.refused("The bot cannot see this chat.").nextStep(NEXT_STEP);
      }
      JsonNode chat = result(answered);
      if (chat.path("id").canConvertToLong() && chat.path("id").isIntegralNumber()) {
        return chat;
      }
    }
    throw ConnectProblems.unavailable(answer, TELEGRAM);
  }

  private void checkRights(String botToken, JsonNode chat, long bot) {
    if (chat.path("type").asText().equals("private")) {
      return;
    }
    HttpAnswer answer = api.member(botToken, chat.path("id").longValue(), bot);
    if (!(answer instanceof HttpAnswer.Answered answered)
        || (!answered.isAccepted() && !CHAT_REFUSALS.contains(answered.status()))) {
      throw ConnectProblems.unavailable(answer, TELEGRAM);
    }
    if (!mayPost(chat.path("type").asText(), result(answered))) {
      throw ConnectProblems.refused("The bot may not post to this chat.").nextStep(NEXT_STEP);
    }
  }

  private static boolean mayPost(String chatType, JsonNode member) {
    return switch (member.path("status").asText()) {
      case "creator" -> true;
      case "administrator" ->
          !chatType.equals("channel") || member.path("can_post_messages").asBoolean();
      case "member" -> !chatType.equals("channel");
      case "restricted" -> member.path("can_send_messages").asBoolean();
      default -> false;
    };
  }

  /** What was asked for; a missing node if it was not given. */
  private JsonNode result(HttpAnswer.Answered answer) {
    JsonNode json = api.json(answer);
    return json.path("ok").asBoolean() ? json.path("result") : json.path("nothing");
  }

  private static Optional<String> address(JsonNode chat) {
    Optional<String> username =
        Optional.of(chat.path("username").asText())
            .filter(name -> USERNAME.matcher(name).matches());
    return username
        .map("@"::concat)
        .or(() -> AccountName.of(chat.path("title").asText(), LONGEST_TITLE));
  }
}
