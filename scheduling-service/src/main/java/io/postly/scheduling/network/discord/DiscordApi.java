package io.postly.scheduling.network.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.http.Content;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.http.Multipart;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Postly asks of Discord (docs.discord.com, "Webhook Resource"). The token is a part of each
 * path, so that no log may show one.
 */
@ApplicationScoped
class DiscordApi {

  private final JsonHttp http;

  DiscordApi(JsonHttp http) {
    this.http = http;
  }

  /** What is known of the webhook. */
  HttpAnswer webhook(DiscordCredentials account) {
    return http.exchange(request(HttpMethod.GET, account, ""));
  }

  /**
   * Posts, and waits until the message is there; nobody is notified by name.
   *
   * @param contents the bytes of each of the post's pictures
   */
  HttpAnswer send(
      DiscordCredentials account, Post post, List<Buffer> contents, Instant sendBefore) {
    Map<String, Object> body = message(post);
    return http.exchange(
        request(HttpMethod.POST, account, "?wait=true")
            .body(post.pictures().isEmpty() ? body : withFiles(body, post.pictures(), contents))
            .before(sendBefore));
  }

  private static Map<String, Object> message(Post post) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("content", post.text());
    body.put("allowed_mentions", Map.of("parse", List.of()));
    return body;
  }

  /** Gives a message of the webhook another text; its files stay. */
  HttpAnswer edit(DiscordCredentials account, String message, Post post, Instant sendBefore) {
    return http.exchange(
        request(HttpMethod.PATCH, account, "/messages/" + message)
            .body(message(post))
            .before(sendBefore));
  }

  /** Text and files are one request: the message stands with all of them, or not at all. */
  private Content withFiles(
      Map<String, Object> body, List<Picture> pictures, List<Buffer> contents) {
    List<Map<String, Object>> attachments = new ArrayList<>();
    Multipart files = new Multipart();
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      Map<String, Object> attachment = new LinkedHashMap<>();
      attachment.put("id", i);
      attachment.put("filename", picture.fileName());
      picture.altText().ifPresent(altText -> attachment.put("description", altText));
      attachments.add(attachment);
      files.file("files[" + i + "]", picture.fileName(), picture.type(), contents.get(i));
    }
    body.put("attachments", attachments);
    return files.json("payload_json", http.write(body)).content();
  }

  /** Deletes a message of the webhook. */
  HttpAnswer delete(DiscordCredentials account, String message) {
    return http.exchange(request(HttpMethod.DELETE, account, "/messages/" + message));
  }

  /** The JSON of an answer; a missing node if there is none. */
  JsonNode json(HttpAnswer.Answered answer) {
    return http.read(answer);
  }

  private static JsonRequest request(HttpMethod method, DiscordCredentials account, String rest) {
    return JsonRequest.of(
        method,
        HttpAddress.parse(
            "%s/api/v10/webhooks/%s/%s%s"
                .formatted(account.server(), account.webhookId(), account.token(), rest)));
  }
}
