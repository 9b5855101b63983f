package io.postly.scheduling.network.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.Picture;
import io.postly.scheduling.network.Post;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.http.Multipart;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.postly.scheduling.network.oauth.TokenAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Postly asks of X (docs.x.com, "X API v2"). */
@ApplicationScoped
class XApi {

  private static final String SERVER = "https://api.x.com";
  private static final String POSTS = "/2/tweets";
  private static final String UPLOADS = "/2/media/upload";

  /** The most that one page of posts may have. */
  private static final int PAGE = 100;

  private static final int LONGEST_PAGE = 2 * 1024 * 1024;

  private final JsonHttp http;
  private final String server;

  @Inject
  XApi(JsonHttp http) {
    this(http, SERVER);
  }

  XApi(JsonHttp http, String server) {
    this.http = http;
    this.server = server;
  }

  /** Asks for tokens, as a confidential client. */
  TokenAnswer tokens(OAuthRegistration client, Form form) {
    HttpAnswer answer =
        http.exchange(
            JsonRequest.of(HttpMethod.POST, HttpAddress.parse(server + "/2/oauth2/token"))
                .header("authorization", client.basicAuthorization())
                .body(form));
    return TokenAnswer.of(answer, http::read);
  }

  /**
   * Gives a token back, as a confidential client (docs.x.com, "Revoke token").
   *
   * @param hint what kind of token it is, as of RFC 7009, 2.1
   */
  HttpAnswer revoke(OAuthRegistration client, String token, String hint) {
    return http.exchange(
        JsonRequest.of(HttpMethod.POST, HttpAddress.parse(server + "/2/oauth2/revoke"))
            .header("authorization", client.basicAuthorization())
            .body(
                new Form()
                    .with("token", token)
                    .with("token_type_hint", hint)
                    .with("client_id", client.clientId())));
  }

  /** Whose token it is; needs the scopes {@code users.read} and {@code tweet.read}. */
  HttpAnswer account(String accessToken) {
    return http.exchange(request(HttpMethod.GET, "/2/users/me", accessToken));
  }

  /** Uploads a picture, which stands nowhere before a post has it; needs {@code media.write}. */
  HttpAnswer upload(XCredentials account, Picture picture, Buffer file, Instant sendBefore) {
    Multipart body =
        new Multipart()
            .text("media_category", "tweet_image")
            .file("media", picture.fileName(), picture.type(), file);
    return http.exchange(
        request(HttpMethod.POST, UPLOADS, account.accessToken())
            .body(body.content())
            .before(sendBefore));
  }

  /** Whether X is done with a picture; needs {@code media.write}. */
  HttpAnswer uploaded(XCredentials account, String id, Instant sendBefore) {
    String path =
        UPLOADS + "?" + new Form().with("command", "STATUS").with("media_id", id).encoded();
    return http.exchange(request(HttpMethod.GET, path, account.accessToken()).before(sendBefore));
  }

  /** Gives a picture its alt text; needs {@code media.write}. */
  HttpAnswer describe(XCredentials account, String id, String altText, Instant sendBefore) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("metadata", Map.of("alt_text", Map.of("text", altText)));
    return http.exchange(
        request(HttpMethod.POST, "/2/media/metadata", account.accessToken())
            .body(body)
            .before(sendBefore));
  }

  /**
   * Posts; needs the scope {@code tweet.write}.
   *
   * @param mediaIds of pictures that have been uploaded
   */
  HttpAnswer post(XCredentials account, Post post, List<String> mediaIds, Instant sendBefore) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", post.text());
    post.follows().ifPresent(id -> body.put("reply", Map.of("in_reply_to_tweet_id", id)));
    if (!mediaIds.isEmpty()) {
      body.put("media", Map.of("media_ids", mediaIds));
    }
    return http.exchange(
        request(HttpMethod.POST, POSTS, account.accessToken()).body(body).before(sendBefore));
  }

  /** The account's own posts since then, the newest first, as many as fit one page. */
  HttpAnswer posts(XCredentials account, Instant since) {
    Form query =
        new Form()
            .with("max_results", Integer.toString(PAGE))
            .with("start_time", since.truncatedTo(ChronoUnit.SECONDS).toString())
            .with("exclude", "retweets")
            .with("tweet.fields", "created_at,entities,attachments,edit_history_tweet_ids");
    String path = "/2/users/" + account.accountId() + "/tweets?" + query.encoded();
    return http.exchange(request(HttpMethod.GET, path, account.accessToken()).upTo(LONGEST_PAGE));
  }

  /** Deletes a post; needs the scope {@code tweet.write}. */
  HttpAnswer delete(XCredentials account, String id) {
    return http.exchange(request(HttpMethod.DELETE, POSTS + "/" + id, account.accessToken()));
  }

  /** The JSON of an answer; a missing node if there is none. */
  JsonNode json(HttpAnswer.Answered answer) {
    return http.read(answer);
  }

  private JsonRequest request(HttpMethod method, String path, String accessToken) {
    return JsonRequest.of(method, HttpAddress.parse(server + path))
        .header("authorization", "Bearer " + accessToken);
  }
}
