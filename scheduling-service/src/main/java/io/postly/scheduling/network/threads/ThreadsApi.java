package io.postly.scheduling.network.threads;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.oauth.OAuthRegistration;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/** What Postly asks of Threads (developers.facebook.com, "Threads API"). */
@ApplicationScoped
class ThreadsApi {

  private static final String SERVER = "https://graph.threads.net";
  private static final String VERSION = "/v1.0/";
  private static final String TOKEN = "access_token";

  /** The most posts that one page is asked for. */
  private static final int PAGE = 100;

  private static final int LONGEST_PAGE = 2 * 1024 * 1024;

  private final JsonHttp http;
  private final String server;

  @Inject
  ThreadsApi(JsonHttp http) {
    this(http, SERVER);
  }

  ThreadsApi(JsonHttp http, String server) {
    this.http = http;
    this.server = server;
  }

  /** Exchanges a code for a token of an hour. */
  HttpAnswer shortToken(OAuthRegistration client, String code, String redirectUri) {
    return post(
        "/oauth/access_token",
        new Form()
            .with("client_id", client.clientId())
            .with("client_secret", client.clientSecret())
            .with("grant_type", "authorization_code")
            .with("redirect_uri", redirectUri)
            .with("code", code),
        Instant.MAX);
  }

  /** Exchanges a token of an hour for one of 60 days. */
  HttpAnswer longToken(OAuthRegistration client, String shortToken) {
    return get(
        "/access_token",
        new Form()
            .with("grant_type", "th_exchange_token")
            .with("client_secret", client.clientSecret())
            .with(TOKEN, shortToken));
  }

  /** Exchanges a token of 60 days, at least a day old, for the next. */
  HttpAnswer nextToken(String longToken) {
    return get(
        "/refresh_access_token",
        new Form().with("grant_type", "th_refresh_token").with(TOKEN, longToken));
  }

  /** Whose token it is; needs the permission {@code threads_basic}. */
  HttpAnswer profile(String accessToken) {
    return get(VERSION + "me", new Form().with("fields", "id,username").with(TOKEN, accessToken));
  }

  /**
   * Makes what can be published; nobody sees it yet. Needs {@code threads_content_publish}.
   *
   * @param wanted what it is to be, as Threads names it
   */
  HttpAnswer make(ThreadsCredentials account, Form wanted, Instant sendBefore) {
    return post(
        VERSION + account.profileId() + "/threads",
        wanted.with(TOKEN, account.accessToken()),
        sendBefore);
  }

  /** Whether what was made can be published by now. */
  HttpAnswer status(ThreadsCredentials account, String container, Instant sendBefore) {
    Form query =
        new Form().with("fields", "status,error_message").with(TOKEN, account.accessToken());
    return http.exchange(
        request(HttpMethod.GET, VERSION + container + "?" + query.encoded()).before(sendBefore));
  }

  /** Publishes what was made. */
  HttpAnswer publish(ThreadsCredentials account, String container, Instant sendBefore) {
    return post(
        VERSION + account.profileId() + "/threads_publish",
        new Form().with("creation_id", container).with(TOKEN, account.accessToken()),
        sendBefore);
  }

  /** One post: where it can be seen. */
  HttpAnswer read(ThreadsCredentials account, String id) {
    return get(
        VERSION + id, new Form().with("fields", "id,permalink").with(TOKEN, account.accessToken()));
  }

  /** The profile's own posts since then, as many as fit one page. */
  HttpAnswer posts(ThreadsCredentials account, Instant since) {
    Form query =
        new Form()
            .with("fields", "id,text,timestamp,permalink,media_type,children")
            .with("since", Long.toString(since.getEpochSecond()))
            .with("limit", Integer.toString(PAGE))
            .with(TOKEN, account.accessToken());
    return http.exchange(
        request(HttpMethod.GET, VERSION + account.profileId() + "/threads?" + query.encoded())
            .upTo(LONGEST_PAGE));
  }

  /** How a post was taken; needs {@code threads_manage_insights}. */
  HttpAnswer insights(ThreadsCredentials account, String id) {
    return get(
        VERSION + id + "/insights",
        new Form()
            .with("metric", "views,likes,replies,reposts,quotes")
            .with(TOKEN, account.accessToken()));
  }

  /** Deletes a post; needs {@code threads_delete}. */
  HttpAnswer delete(ThreadsCredentials account, String id) {
    Form query = new Form().with(TOKEN, account.accessToken());
    return http.exchange(request(HttpMethod.DELETE, VERSION + id + "?" + query.encoded()));
  }

  /** The JSON of an answer; a missing node if there is none. */
  JsonNode json(HttpAnswer.Answered answer) {
    return http.read(answer);
  }

  private HttpAnswer get(String path, Form query) {
    return http.exchange(request(HttpMethod.GET, path + "?" + query.encoded()));
  }

  private HttpAnswer post(String path, Form form, Instant sendBefore) {
    return http.exchange(request(HttpMethod.POST, path).body(form).before(sendBefore));
  }

  private JsonRequest request(HttpMethod method, String path) {
    return JsonRequest.of(method, HttpAddress.parse(server + path));
  }
}
