package io.postly.scheduling.network.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.SignIn;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.http.Multipart;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.TokenAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Postly asks of Mastodon servers (docs.joinmastodon.org, "REST API"). */
@ApplicationScoped
class MastodonApi {

  /** The most that one page of posts may have. */
  static final int PAGE = 40;

  /** What a token for Postly has to allow. */
  static final String SCOPES = "read:accounts read:statuses write:statuses write:media";

  private static final int LONGEST_PAGE = 4 * 1024 * 1024;
  private static final String STATUSES = "/api/v1/statuses";

  private final JsonHttp http;

  MastodonApi(JsonHttp http) {
    this.http = http;
  }

  /** Registers Postly as an application. */
  HttpAnswer register(MastodonServer server, String redirectUri) {
    return http.exchange(
        JsonRequest.of(HttpMethod.POST, HttpAddress.parse(server.origin() + "/api/v1/apps"))
            .body(
                new Form()
                    .with("client_name", "Postly")
                    .with("redirect_uris", redirectUri)
                    .with("scopes", SCOPES)));
  }

  /**
   * Asks for a token of the application itself: whether the server still knows it, and as one that
   * may have all of the scopes.
   */
  TokenAnswer applicationToken(MastodonServer server, OAuthRegistration client) {
    return tokens(
        server, client, new Form().with("grant_type", "client_credentials").with("scope", SCOPES));
  }

  /** Exchanges a code for a token. */
  TokenAnswer token(MastodonServer server, OAuthRegistration client, SignIn.Answer answer) {
    return tokens(
        server,
        client,
        new Form()
            .with("grant_type", "authorization_code")
            .with("code", answer.code())
            .with("redirect_uri", answer.redirectUri())
            .with("code_verifier", answer.verifier())
            .with("scope", SCOPES));
  }

  /** Gives a token back that was given to that client; another's is answered with 403. */
  HttpAnswer revoke(String origin, OAuthRegistration client, String token) {
    return http.exchange(
        JsonRequest.of(HttpMethod.POST, HttpAddress.parse(origin + "/oauth/revoke"))
            .body(
                new Form()
                    .with("client_id", client.clientId())
                    .with("client_secret", client.clientSecret())
                    .with("token", token)));
  }

  private TokenAnswer tokens(MastodonServer server, OAuthRegistration client, Form form) {
    HttpAnswer answer =
        http.exchange(
            JsonRequest.of(HttpMethod.POST, HttpAddress.parse(server.origin() + "/oauth/token"))
                .body(
                    form.with("client_id", client.clientId())
                        .with("client_secret", client.clientSecret())));
    return TokenAnswer.of(answer, http::read);
  }

  /** Whose token it is; needs the scope {@code read:accounts}. */
  HttpAnswer account(MastodonServer server, String accessToken) {
    return get(server.origin(), "/api/v1/accounts/verify_credentials", accessToken);
  }

  /** The application that the token was made for. */
  HttpAnswer application(MastodonServer server, String accessToken) {
    return get(server.origin(), "/api/v1/apps/verify_credentials", accessToken);
  }

  /** The server's limits, since version 4.0. */
  HttpAnswer instance(MastodonServer server, String accessToken) {
    return get(server.origin(), "/api/v2/instance", accessToken);
  }

  /** The server's limits before version 4.0. */
  HttpAnswer olderInstance(MastodonServer server, String accessToken) {
    return get(server.origin(), "/api/v1/instance", accessToken);
  }

  /**
   * Posts; needs the scope {@code write:statuses}. The same post again within an hour is no second
   * one for the server ({@code Idempotency-Key}).
   *
   * @param mediaIds of pictures that have been uploaded
   */
  HttpAnswer post(
      MastodonCredentials account, Post post, List<String> mediaIds, Instant sendBefore) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", post.text());
    if (account.visibility() != null) {
      body.put("visibility", account.visibility());
    }
    post.contentWarning().ifPresent(warning -> warn(body, warning));
    post.follows().ifPresent(id -> body.put("in_reply_to_id", id));
    if (!mediaIds.isEmpty()) {
      body.put("media_ids", mediaIds);
    }
    return http.exchange(
        request(HttpMethod.POST, account.server(), STATUSES, account.accessToken())
            .header("idempotency-key", post.publicationId().toString())
            .body(body)
            .before(sendBefore));
  }

  /** What has a warning has its pictures covered, too; what has none any more, neither. */
  private static void warn(Map<String, Object> body, String warning) {
    body.put("spoiler_text", warning);
    body.put("sensitive", !warning.isEmpty());
  }

  /** Uploads a picture, which stands nowhere before a post has it; needs {@code write:media}. */
  HttpAnswer upload(MastodonCredentials account, Picture picture, Buffer file, Instant sendBefore) {
    Multipart body = new Multipart();
    picture.altText().ifPresent(altText -> body.text("description", altText));
    body.file("file", picture.fileName(), picture.type(), file);
    return http.exchange(
        request(HttpMethod.POST, account.server(), "/api/v2/media", account.accessToken())
            .body(body.content())
            .before(sendBefore));
  }

  /** Whether the server is done with a picture: 200 if so, 206 if not yet. */
  HttpAnswer uploaded(MastodonCredentials account, String id, Instant sendBefore) {
    return http.exchange(
        request(HttpMethod.GET, account.server(), "/api/v1/media/" + id, account.accessToken())
            .before(sendBefore));
  }

  /** The account's own posts, the newest first; needs the scope {@code read:statuses}. */
  HttpAnswer posts(MastodonCredentials account, Optional<String> olderThan) {
    String path =
        "/api/v1/accounts/%s/statuses?exclude_reblogs=true&limit=%d%s"
            .formatted(account.accountId(), PAGE, olderThan.map("&max_id="::concat).orElse(""));
    return http.exchange(
        request(HttpMethod.GET, account.server(), path, account.accessToken()).upTo(LONGEST_PAGE));
  }

  /** One post. */
  HttpAnswer post(MastodonCredentials account, String id) {
    return get(account.server(), STATUSES + "/" + id, account.accessToken());
  }

  /** The text of a post as it was sent, since version 3.5. */
  HttpAnswer source(MastodonCredentials account, String id) {
    return get(account.server(), STATUSES + "/" + id + "/source", account.accessToken());
  }

  /**
   * Gives a post another text; needs the scope {@code write:statuses}. What is left out of the body
   * the server takes away, so what stands is given again: also a warning that Postly says nothing
   * of, which somebody may have set at the server.
   *
   * @param post the post with its new text
   * @param standing the post as it stands
   */
  HttpAnswer edit(
      MastodonCredentials account, String id, Post post, JsonNode standing, Instant sendBefore) {
    List<String> mediaIds = new ArrayList<>();
    standing.path("media_attachments").forEach(media -> mediaIds.add(media.path("id").asText()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", post.text());
    body.put("spoiler_text", standing.path("spoiler_text").asText());
    body.put("sensitive", standing.path("sensitive").asBoolean());
    post.contentWarning().ifPresent(warning -> warn(body, warning));
    if (standing.hasNonNull("language")) {
      body.put("language", standing.path("language").asText());
    }
    body.put("media_ids", mediaIds);
    QuotePolicy.of(standing).ifPresent(policy -> body.put("quote_approval_policy", policy));
    return http.exchange(
        request(HttpMethod.PUT, account.server(), STATUSES + "/" + id, account.accessToken())
            .body(body)
            .before(sendBefore));
  }

  /** Deletes a post; needs the scope {@code write:statuses}. */
  HttpAnswer delete(MastodonCredentials account, String id) {
    return http.exchange(
        request(HttpMethod.DELETE, account.server(), STATUSES + "/" + id, account.accessToken()));
  }

  /** The JSON of an answer; a missing node if it is not what was asked for. */
  JsonNode json(HttpAnswer.Answered answer) {
    return http.read(answer);
  }

  private HttpAnswer get(String origin, String path, String accessToken) {
    return http.exchange(request(HttpMethod.GET, origin, path, accessToken));
  }

  private static JsonRequest request(
      HttpMethod method, String origin, String path, String accessToken) {
    return JsonRequest.of(method, HttpAddress.parse(origin + path))
        .header("authorization", "Bearer " + accessToken);
  }
}
