package io.postly.scheduling.network.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.postly.action.outgoing.HttpAddress;
import io.postly.action.outgoing.HttpAnswer;
import io.postly.scheduling.SchedulingConfig;
import io.postly.scheduling.network.http.Content;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.JsonHttp;
import io.postly.scheduling.network.http.JsonRequest;
import io.postly.scheduling.network.oauth.TokenAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Postly asks of LinkedIn (learn.microsoft.com, "Posts API", "Images API" and "MultiImage
 * API").
 */
@ApplicationScoped
class LinkedInApi {

  private static final String POSTS = "/rest/posts";
  private static final String IMAGES = "/rest/images";

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
   * @param uploads the origins that pictures, and the account's token with them, may be sent to
   */
  record Servers(String tokens, String api, Pattern uploads) {
    static final Servers LINKED_IN =
        new Servers(
            "https://www.linkedin.com",
            "https://api.linkedin.com",
            Pattern.compile(
                "https://(?:[a-z0-9-]+\\.)*linkedin\\.com(?::443)?", Pattern.CASE_INSENSITIVE));

    /**
     * Where to upload to.
     *
     * @param address as LinkedIn has named it
     * @return empty if it is not LinkedIn's
     */
    Optional<HttpAddress> upload(String address) {
      try {
        return Optional.of(HttpAddress.parse(address))
            .filter(parsed -> uploads.matcher(parsed.origin()).matches());
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
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

  /**
   * Asks where a picture is to be uploaded to, and what it will be called; needs the scope {@code
   * w_member_social}.
   */
  HttpAnswer beginUpload(LinkedInCredentials account, Instant sendBefore) {
    return http.exchange(
        versioned(HttpMethod.POST, IMAGES + "?action=initializeUpload", account)
            .body(Map.of("initializeUploadRequest", Map.of("owner", account.author())))
            .before(sendBefore));
  }

  /** See {@link Servers#upload}. */
  Optional<HttpAddress> uploadAddress(String named) {
    return servers.upload(named);
  }

  /** Uploads a picture, which stands nowhere before a post has it. */
  HttpAnswer upload(
      LinkedInCredentials account, HttpAddress address, Buffer file, Instant sendBefore) {
    return http.exchange(
        JsonRequest.of(HttpMethod.PUT, address)
            .header("authorization", "Bearer " + account.accessToken())
            .body(new Content("application/octet-stream", file))
            .before(sendBefore));
  }

  /** What has become of an uploaded picture, where LinkedIn lets the app see that. */
  HttpAnswer uploaded(LinkedInCredentials account, String urn, Instant sendBefore) {
    return http.exchange(
        versioned(HttpMethod.GET, IMAGES + "/" + encoded(urn), account).before(sendBefore));
  }

  /**
   * Posts, for everybody to see; needs the scope {@code w_member_social}.
   *
   * @param images that have been uploaded
   */
  HttpAnswer post(
      LinkedInCredentials account, String text, List<LinkedInImage> images, Instant sendBefore) {
    Map<String, Object> distribution = new LinkedHashMap<>();
    distribution.put("feedDistribution", "MAIN_FEED");
    distribution.put("targetEntities", List.of());
    distribution.put("thirdPartyDistributionChannels", List.of());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("author", account.author());
    body.put("commentary", LittleText.of(text));
    body.put("visibility", "PUBLIC");
    body.put("distribution", distribution);
    if (!images.isEmpty()) {
      body.put("content", LinkedInImage.content(images));
    }
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
    return POSTS + "/" + encoded(urn);
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

  private static String encoded(String urn) {
    return URLEncoder.encode(urn, StandardCharsets.UTF_8);
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
