package io.postly.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Gives the demo workspaces something to work with, through the public API and as the demo people.
 * Every call has a fixed idempotency key, so that a second run changes nothing.
 */
final class DemoWorkspaces {

  /** Of every demo person; known to all, and therefore good for this machine only. */
  static final String PASSWORD = "postly-demo";

  private static final int ATTEMPTS = 15;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI gateway;
  private final URI issuer;

  DemoWorkspaces(URI gateway, URI issuer) {
    this.gateway = gateway;
    this.issuer = issuer;
  }

  /**
   * Fills acme and globex.
   *
   * @throws LauncherFailure when a call is refused for good
   */
  void fill() {
    fillAcme();
    fillGlobex();
  }

  /**
   * Fills them unless that was done before; keys of calls are remembered for a day only.
   *
   * @return whether it was not
   * @throws LauncherFailure when a call is refused for good
   */
  boolean fillOnce() {
    JsonNode drafts =
        call("GET", "globex/drafts?query=annual", token("globex-editor"), "look", Map.of());
    if (!drafts.path("drafts").isEmpty()) {
      return false;
    }
    fill();
    return true;
  }

  private void fillAcme() {
    String admin = token("acme-admin");
    call("PUT", "acme/time-zone", admin, "zone", Map.of("time_zone", "Europe/Berlin"));
    String channel = sandbox("acme", "Acme sandbox", admin);
    String editor = token("acme-editor");
    draft("acme", editor, "launch", "Spring launch", "Our spring collection is here.", channel);
    draft(
        "acme",
        editor,
        "hiring",
        "We are hiring",
        "We are looking for two engineers in Berlin. Come and build with us.",
        channel);
    draft(
        "acme",
        editor,
        "thanks",
        "Thank you",
        "Ten thousand customers. Thank you for every question you asked.",
        channel);
  }

  private void fillGlobex() {
    String channel = sandbox("globex", "Globex sandbox", token("globex-admin"));
    draft(
        "globex",
        token("globex-editor"),
        "report",
        "Annual report",
        "Our annual report is out.",
        channel);
  }

  private String sandbox(String workspace, String name, String token) {
    JsonNode answer =
        call(
            "POST",
            workspace + "/channels",
            token,
            "channel",
            Map.of("network", "sandbox", "name", name));
    return answer.path("channel").path("id").asText();
  }

  private void draft(
      String workspace, String token, String key, String title, String text, String channel) {
    call(
        "POST",
        workspace + "/drafts",
        token,
        "draft-" + key,
        Map.of(
            "title",
            title,
            "text",
            text,
            "channel_ids",
            List.of(channel),
            "labels",
            List.of("demo")));
  }

  /** Repeats what may yet succeed: a new channel reaches the other services a moment later. */
  private JsonNode call(
      String method, String path, String token, String key, Map<String, Object> body) {
    HttpResponse<String> response = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      response = send(method, path, token, key, body);
      if (response.statusCode() < 300) {
        return parse(response.body());
      }
      pause();
    }
    throw new LauncherFailure(
        "The demo workspaces could not be filled: "
            + method
            + " "
            + path
            + " was answered with "
            + response.statusCode()
            + " "
            + response.body());
  }

  private HttpResponse<String> send(
      String method, String path, String token, String key, Map<String, Object> body) {
    try {
      String workspace = path.substring(0, path.indexOf('/'));
      return client.send(
          HttpRequest.newBuilder(gateway.resolve("/api/v1/workspaces/" + path))
              .timeout(Duration.ofSeconds(30))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "demo-" + workspace + "-" + key)
              .method(method, body.isEmpty() ? BodyPublishers.noBody() : json(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new LauncherFailure("The gateway does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private HttpRequest.BodyPublisher json(Map<String, Object> body) throws IOException {
    return BodyPublishers.ofString(json.writeValueAsString(body));
  }

  private String token(String person) {
    Map<String, String> form =
        Map.of(
            "grant_type", "password",
            "client_id", "postly-cli",
            "username", person,
            "password", PASSWORD,
            "scope", "workspace:read drafts:read drafts:write schedule:read schedule:write");
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                  .timeout(Duration.ofSeconds(30))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(encoded(form)))
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new LauncherFailure(person + " could not sign in: " + response.body());
      }
      return parse(response.body()).path("access_token").asText();
    } catch (IOException e) {
      throw new LauncherFailure("Keycloak does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private JsonNode parse(String body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new LauncherFailure("An answer is no JSON: " + body, e);
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_ATTEMPTS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("Interrupted", cause);
  }
}
