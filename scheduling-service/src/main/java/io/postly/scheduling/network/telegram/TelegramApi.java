package io.postly.scheduling.network.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.http.Content;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.http.Multipart;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Postly asks of Telegram (core.telegram.org/bots/api). The token is a part of each path, so
 * that no log may show one.
 */
@ApplicationScoped
class TelegramApi {

  private static final String SERVER = "https://api.telegram.org";

  private final JsonHttp http;
  private final String server;

  @Inject
  TelegramApi(JsonHttp http) {
    this(http, SERVER);
  }

  TelegramApi(JsonHttp http, String server) {
    this.http = http;
    this.server = server;
  }

  /** Which bot it is. */
  HttpAnswer bot(String botToken) {
    return call(botToken, "getMe", Map.of(), Instant.MAX);
  }

  /** What is known of a chat, by its name or number. */
  HttpAnswer chat(String botToken, String chat) {
    return call(botToken, "getChat", Map.of("chat_id", chat), Instant.MAX);
  }

  /** What somebody may do in a chat. */
  HttpAnswer member(String botToken, long chatId, long userId) {
    return call(botToken, "getChatMember", body("chat_id", chatId, "user_id", userId), Instant.MAX);
  }

  /** Posts plain text: nothing in it is taken for a mark-up. */
  HttpAnswer send(TelegramCredentials account, String text, Instant sendBefore) {
    return call(
        account.botToken(),
        "sendMessage",
        body("chat_id", account.chatId(), "text", text),
        sendBefore);
  }

  /** Posts a picture with plain text below it, in one request. */
  HttpAnswer sendPhoto(
      TelegramCredentials account, String text, Picture picture, Buffer file, Instant sendBefore) {
    Content body =
        new Multipart()
            .text("chat_id", Long.toString(account.chatId()))
            .text("caption", text)
            .file("photo", picture.fileName(), picture.type(), file)
            .content();
    return call(account.botToken(), "sendPhoto", body, sendBefore);
  }

  /**
   * Gives a message another text.
   *
   * @param isCaption whether the text stands below a picture
   */
  HttpAnswer edit(
      TelegramCredentials account,
      TelegramMessageId message,
      String text,
      boolean isCaption,
      Instant sendBefore) {
    Map<String, Object> body = body("chat_id", message.chat(), "message_id", message.message());
    body.put(isCaption ? "caption" : "text", text);
    return call(
        account.botToken(), isCaption ? "editMessageCaption" : "editMessageText", body, sendBefore);
  }

  /** Deletes a message. */
  HttpAnswer delete(TelegramCredentials account, TelegramMessageId message) {
    return call(
        account.botToken(),
        "deleteMessage",
        body("chat_id", message.chat(), "message_id", message.message()),
        Instant.MAX);
  }

  /** The JSON of an answer; a missing node if there is none. */
  JsonNode json(HttpAnswer.Answered answer) {
    return http.read(answer);
  }

  private HttpAnswer call(String botToken, String method, Object parameters, Instant sendBefore) {
    HttpAddress address = HttpAddress.parse(server + "/bot" + botToken + "/" + method);
    return http.exchange(
        JsonRequest.of(HttpMethod.POST, address).body(parameters).before(sendBefore));
  }

  private static Map<String, Object> body(String one, Object first, String other, Object second) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(one, first);
    body.put(other, second);
    return body;
  }
}
