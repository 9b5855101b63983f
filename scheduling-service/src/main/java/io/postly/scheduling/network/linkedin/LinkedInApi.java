package io.postly.scheduling.network.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.oauth.TokenAnswer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Postly asks of LinkedIn (learn.microsoft.com, "Posts API"). */
@ApplicationScoped
class LinkedInApi {

  private static final String POSTS = "/rest/posts";

  private final JsonHttp http;
  private final Servers servers;
  private final String version;

  @Inject
  LinkedInApi(JsonHttp http, SchedulingConfig config) {
    this(http, Servers.LINKED_IN, config.signIn().linkedin().apiVersion());
  }

  LinkedInApi(JsonHttp http, Servers servers, String version) {
    this.http = http;
    this.servers = servers;
    this.version = version;
  }

  /**
   * Where LinkedIn is.
   *
   * @param tokens the server that gives tokens
   * @param api the server of everything else
   */
  record Servers(String tokens, String api) {
    private static final Servers LINKED_IN =
        new Servers("https://www.linkedin.com", "https://api.linkedin.com");
  }

  /** Asks for a token. */
  TokenAnswer tokens(Form form) {
    HttpAnswer answer =
        http.exchange(
            JsonRequest.of(
                    HttpMethod.POST, HttpAddress.parse(servers.tokens() + "/oauth/v2/accessToken"))
                .body(form));
    return TokenAnswer.of(answer, http::read);
  }

  /** Whose token it is; needs the scopes {@code openid} and {@code profile}. */
  HttpAnswer member(String accessToken) {
    return http.exchange(request(HttpMethod.GET, "/v2/userinfo", accessToken));
  }

  /** Posts, for everybody to see; needs the scope {@code w_member_social}. */
  HttpAnswer post(LinkedInCredentials account, String text, Instant sendBefore) {
    Map<String, Object> distribution = new LinkedHashMap<>();
    distribution.put("feedDistribution", "MAIN_FEED");
    distribution.put("targetEntities", List.of());
    distribution.put("thirdPartyDistributionChannels", List.of());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("author", account.author());
    body.put("commentary", LittleText.of(text));
    body.put("visibility", "PUBLIC");
    body.put("distribution", distribution);
    body.put("lifecycleState", "PUBLISHED");
    body.put("isReshareDisabledByAuthor", false);
    return http.exchange(versioned(HttpMethod.POST, POSTS, account).body(body).before(sendBefore));
  }

  /** Gives a post another text; needs the scope {@code w_member_social}. */
  HttpAnswer edit(LinkedInCredentials account, String urn, String text, Instant sendBefore) {
    Map<String, Object> patch = Map.of("$set", Map.of("commentary", LittleText.of(text)));
    return http.exchange(
        versioned(HttpMethod.POST, path(urn), account)
            .header("x-restli-method", "PARTIAL_UPDATE")
            .body(Map.of("patch", patch))
            .before(sendBefore));
  }

  private static String path(String urn) {
    return POSTS + "/" + URLEncoder.encode(urn, StandardCharsets.UTF_8);
  }

  /** Deletes a post; LinkedIn answers the same for one that is gone already. */
  HttpAnswer delete(LinkedInCredentials account, String urn) {
    return http.exchange(
        versioned(HttpMethod.DELETE, path(urn), account).header("x-restli-method", "DELETE"));
  }

  /** The JSON of an answer; a missing node if there is none. */
  JsonNode json(HttpAnswer.Answered answer) {
    return http.read(answer);
  }

  private JsonRequest versioned(HttpMethod method, String path, LinkedInCredentials account) {
    return request(method, path, account.accessToken())
        .header("linkedin-version", version)
        .header("x-restli-protocol-version", "2.0.0");
  }

  private JsonRequest request(HttpMethod method, String path, String accessToken) {
    return JsonRequest.of(method, HttpAddress.parse(servers.api() + path))
        .header("authorization", "Bearer " + accessToken);
  }
}
