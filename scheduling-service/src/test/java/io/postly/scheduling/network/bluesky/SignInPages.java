package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A person with a browser at the pages of an account's server: makes the requests that the pages
 * make, and keeps their cookies.
 */
final class SignInPages {

  private static final String API = "/@atproto/oauth-provider/~api";
  private static final String CSRF = "csrf-token";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<String, String> cookies = new TreeMap<>();
  private final String server;
  private final String did;
  private final String password;

  /** Who has that account on that server. */
  SignInPages(String server, String did, String password) {
    this.server = server;
    this.did = did;
    this.password = password;
  }

  /**
   * Opens the page, signs in, and allows what is asked.
   *
   * @return where the browser is led back to
   */
  URI allow(String page) throws IOException, InterruptedException {
    open(page);
    ask(
        page,
        "/sign-in",
        Map.of("locale", "en", "username", did, "password", password, "remember", true));
    return leadBack(page, ask(page, "/consent", Map.of("did", did)));
  }

  /** Opens the page, and does not want what is asked. */
  URI refuse(String page) throws IOException, InterruptedException {
    open(page);
    return leadBack(page, ask(page, "/reject", Map.of()));
  }

  /** What an address that the browser is led to says. */
  static Map<String, String> query(URI address) {
    Map<String, String> values = new HashMap<>();
    for (String pair : address.getRawQuery().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  /** Ends everything that the account's owner has allowed, as the page of their account does. */
  void revokeAll() throws IOException, InterruptedException {
    String page = server + "/account";
    open(page);
    JsonNode sessions =
        json(
            send(
                fetch(page, server + API + "/oauth-sessions?did=" + did.replace(":", "%3A"))
                    .GET()));
    for (JsonNode session : sessions) {
      ask(
          page,
          "/revoke-oauth-session",
          Map.of("did", did, "tokenId", session.path("tokenId").asText()));
    }
  }

  private void open(String page) throws IOException, InterruptedException {
    HttpResponse<String> response = send(navigate(page, "cross-site").GET());
    assertEquals(200, response.statusCode(), response.body());
  }

  private URI leadBack(String page, JsonNode decided) throws IOException, InterruptedException {
    HttpResponse<String> response =
        send(navigate(decided.path("url").asText(), "same-origin").header("referer", page).GET());
    assertEquals(303, response.statusCode(), response.body());
    return URI.create(response.headers().firstValue("location").orElseThrow());
  }

  private JsonNode ask(String page, String method, Map<String, Object> input)
      throws IOException, InterruptedException {
    return json(
        send(
            fetch(page, server + API + method)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(mapper.writeValueAsString(input)))));
  }

  private JsonNode json(HttpResponse<String> response) throws IOException {
    assertEquals(200, response.statusCode(), response.body());
    return mapper.readTree(response.body());
  }

  private static HttpRequest.Builder navigate(String address, String from) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("accept", "text/html")
        .header("sec-fetch-site", from)
        .header("sec-fetch-mode", "navigate")
        .header("sec-fetch-dest", "document");
  }

  private HttpRequest.Builder fetch(String page, String address) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("origin", server)
        .header("referer", page)
        .header("sec-fetch-site", "same-origin")
        .header("sec-fetch-mode", "same-origin")
        .header("x-csrf-token", cookies.getOrDefault(CSRF, ""));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    if (!cookies.isEmpty()) {
      request.header(
          "cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    for (String cookie : response.headers().allValues("set-cookie")) {
      String pair = cookie.split(";", -1)[0];
      cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return response;
  }
}
