package io.postly.scheduling.network.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.scheduling.network.http.HttpAddress;
import io.postly.scheduling.network.http.HttpAnswer;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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

  /** Posts, and waits until the message is there; nobody is notified by name. */
  HttpAnswer send(DiscordCredentials account, String text, Instant sendBefore) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("content", text);
    body.put("allowed_mentions", Map.of("parse", List.of()));
    return http.exchange(
        request(HttpMethod.POST, account, "?wait=true").body(body).before(sendBefore));
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
