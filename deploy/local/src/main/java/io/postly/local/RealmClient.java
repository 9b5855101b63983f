package io.postly.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Optional;

/**
 * Brings a client of the realm to what the realm's file says. The file is imported once, while a
 * home may be older than the client, or be given other ports.
 */
final class RealmClient {

  /** What depends on the home, and not on who administers the realm. */
  private static final List<String> OF_THE_HOME =
      List.of("secret", "rootUrl", "baseUrl", "redirectUris");

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ObjectMapper json = new ObjectMapper();
  private final String keycloak;
  private final String password;

  /**
   * A client of the realm {@code postly}.
   *
   * @param keycloak the provider's address
   * @param password of its administrator
   */
  RealmClient(String keycloak, String password) {
    this.keycloak = keycloak;
    this.password = password;
  }

  /**
   * Adds the client if it is missing, and corrects what of it belongs to the home.
   *
   * @param realm the realm's file, filled in
   * @throws LauncherFailure when Keycloak refuses
   */
  void bringUpToDate(String realm, String clientId) {
    try {
      JsonNode wanted = named(json.readTree(realm).path("clients"), clientId).orElseThrow();
      String token = token();
      String clients = keycloak + "/admin/realms/postly/clients";
      Optional<JsonNode> found =
          named(get(clients + "?clientId=" + encode(clientId), token), clientId);
      if (found.isEmpty()) {
        send("POST", clients, token, wanted);
      } else if (!isOfTheHome(found.get(), wanted)) {
        ObjectNode corrected = found.get().deepCopy();
        OF_THE_HOME.forEach(member -> corrected.set(member, wanted.get(member)));
        corrected.set("attributes", merged(corrected.get("attributes"), wanted.get("attributes")));
        send("PUT", clients + "/" + corrected.path("id").asText(), token, corrected);
      }
    } catch (IOException e) {
      throw new LauncherFailure("Keycloak does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  private static boolean isOfTheHome(JsonNode found, JsonNode wanted) {
    return OF_THE_HOME.stream().allMatch(member -> wanted.get(member).equals(found.get(member)));
  }

  private static JsonNode merged(JsonNode found, JsonNode wanted) {
    ObjectNode merged = found.deepCopy();
    merged.setAll((ObjectNode) wanted);
    return merged;
  }

  private static Optional<JsonNode> named(JsonNode clients, String clientId) {
    for (JsonNode client : clients) {
      if (client.path("clientId").asText().equals(clientId)) {
        return Optional.of(client);
      }
    }
    return Optional.empty();
  }

  private String token() throws IOException, InterruptedException {
    String form =
        "grant_type=password&client_id=admin-cli&username=admin&password=" + encode(password);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(keycloak + "/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return json.readTree(answer(request)).path("access_token").asText();
  }

  private JsonNode get(String address, String token) throws IOException, InterruptedException {
    return json.readTree(answer(request(address, token).GET()));
  }

  private void send(String method, String address, String token, JsonNode body)
      throws IOException, InterruptedException {
    answer(
        request(address, token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString())));
  }

  private static HttpRequest.Builder request(String address, String token) {
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
  }

  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new LauncherFailure(
          "Keycloak refused "
              + response.request().method()
              + " "
              + response.uri().getPath()
              + " with "
              + response.statusCode()
              + " "
              + response.body());
    }
    return response.body();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
