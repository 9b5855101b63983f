package io.postly.scheduling.network.bluesky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.postly.scheduling.network.http.Form;
import io.postly.scheduling.network.http.LoopbackHttp;
import io.postly.scheduling.network.oauth.SigningKey;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers learn of an installation, by where its console is and which keys it has. */
class BlueskyClientTest {

  private static final String CONSOLE = "https://postly.example/console";
  private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String OTHER =
      Base64.getEncoder()
          .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));

  @Test
  void shouldPublishWhatItIsAndProveItWithItsKey() {
    BlueskyClient client = client(CONSOLE, OTHER, ONE);

    JsonNode document = new ObjectMapper().valueToTree(client.document().orElseThrow());

    assertEquals(
        "https://postly.example/oauth-client-metadata.json", document.path("client_id").asText());
    assertEquals("https://postly.example/", document.path("client_uri").asText());
    assertEquals(
        "[\"https://postly.example/console/connection/done\"]",
        document.path("redirect_uris").toString());
    assertEquals("atproto transition:generic", document.path("scope").asText());
    assertEquals(
        "[\"authorization_code\",\"refresh_token\"]", document.path("grant_types").toString());
    assertTrue(document.path("dpop_bound_access_tokens").asBoolean());
    assertEquals("private_key_jwt", document.path("token_endpoint_auth_method").asText());
    assertEquals("ES256", document.path("token_endpoint_auth_signing_alg").asText());
    assertEquals(
        List.of(SigningKey.ofSeed(OTHER).id(), SigningKey.ofSeed(ONE).id()),
        document.at("/jwks/keys").valueStream().map(key -> key.path("kid").asText()).toList());
    assertFalse(document.toString().contains("\"d\""));
    assertEquals(SigningKey.ofSeed(OTHER).id(), client.key().orElseThrow().id());
    assertTrue(client.key(SigningKey.ofSeed(ONE).id()).isPresent());
    assertTrue(client.key("unknown").isEmpty());
    assertTrue(
        client
            .identified(new Form(), client.clientId(), client.key(), "https://pds.example")
            .encoded()
            .startsWith(
                "client_id=https%3A%2F%2Fpostly.example%2Foauth-client-metadata.json"
                    + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                    + "&client_assertion=ey"));
  }

  @Test
  void shouldProveNothingWithoutAKey() {
    BlueskyClient client = client(CONSOLE);

    JsonNode document = new ObjectMapper().valueToTree(client.document().orElseThrow());

    assertEquals("none", document.path("token_endpoint_auth_method").asText());
    assertFalse(document.has("token_endpoint_auth_signing_alg"));
    assertFalse(document.has("jwks"));
    assertEquals(
        "client_id=c",
        client.identified(new Form(), "c", client.key(), "https://pds.example").encoded());
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080/console, http://127.0.0.1:8080/console/connection/done",
    "http://127.0.0.1/console, http://127.0.0.1/console/connection/done",
    "http://[::1]:8080/console, http://127.0.0.1:8080/console/connection/done"
  })
  void shouldBeTheClientThatIsOnThisMachine(String console, String redirectUri) {
    BlueskyClient client = client(console, ONE);

    assertTrue(client.isKnowable());
    assertEquals(redirectUri, client.redirectUri());
    assertEquals(
        "http://localhost/?"
            + new Form()
                .with("redirect_uri", redirectUri)
                .with("scope", "atproto transition:generic")
                .encoded(),
        client.clientId());
    assertEquals("none", client.method());
    assertEquals(Optional.empty(), client.key());
    assertEquals(Optional.empty(), client.document());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://postly.example/console",
        "https://postly.example:8443/console",
        "https://203.0.113.7/console",
        "https://localhost/console",
        "http://192.168.0.7:8080/console"
      })
  void shouldNotBeOfferedWhereNoServerCanLearnOfIt(String console) {
    BlueskyClient client = client(console, ONE);

    assertFalse(client.isKnowable());
    assertEquals(Optional.empty(), client.document());
    assertEquals(Optional.empty(), client.key());
  }

  @Test
  void shouldGiveTheDocumentToAnybody() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (LoopbackHttp loopback = new LoopbackHttp(Clock.systemUTC());
        HttpClient browser = HttpClient.newHttpClient()) {
      BlueskyClient client = client(CONSOLE, ONE);
      Router router = Router.router(vertx);
      new ClientDocument(client, loopback.patient()).register(router);
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(router)
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      URI address =
          URI.create("http://127.0.0.1:" + server.actualPort() + "/oauth-client-metadata.json");

      HttpResponse<String> answer =
          browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());

      assertEquals(200, answer.statusCode());
      assertEquals("application/json", answer.headers().firstValue("content-type").orElseThrow());
      assertEquals(
          new ObjectMapper().valueToTree(client.document().orElseThrow()),
          new ObjectMapper().readTree(answer.body()));
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static BlueskyClient client(String console, String... keys) {
    return new BlueskyClient(console, List.of(keys), Clock.systemUTC());
  }
}
